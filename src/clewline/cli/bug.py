"""What is said of a bug in Clewline: a sentence, and a file for those who are to mend it."""

import os
import platform
import shlex
import sys
import tempfile
import traceback
from pathlib import Path

from clewline import __version__
from clewline.cli.exits import complain
from clewline.text.secrets import hidden


def report_bug(error: Exception) -> None:
    """Says that this is a bug and where the report on it is; with ``CLEWLINE_DEBUG`` set, shows the trace."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    complain(f"this is a bug in Clewline: {type(error).__name__}: {error} ({last.name}, line {last.lineno})")
    try:
        handle, name = tempfile.mkstemp(prefix="clewline-bug-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(_report(error))
        complain(
            f"how to repeat it is written down in {name}: please report it, with the file that provokes it"
        )
    except OSError:
        complain("please report it with the file that provokes it; CLEWLINE_DEBUG=1 shows where it happened")
    if os.environ.get("CLEWLINE_DEBUG"):
        traceback.print_exception(error)


def _report(error: Exception) -> str:
    """How to repeat what happened; no word of the content."""
    frames = (
        f"  {frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )
    system = f"{platform.system()} {platform.release()}"  # platform() would ask another program
    return "\n".join(
        (
            f"clewline {__version__}, Python {platform.python_version()}, {system}",
            f"in {Path.cwd()}: {hidden(shlex.join(['clewline', *sys.argv[1:]]))}",
            f"{type(error).__name__}, raised at the last of:",
            *frames,
            "",
        )
    )

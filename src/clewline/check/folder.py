"""The check of any built site in a folder. Nothing is written."""

import errno
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from clewline.check.addresses import home_of
from clewline.check.diagnose import diagnose, use_places
from clewline.check.extract import decoded
from clewline.check.report import CheckReport
from clewline.check.site import check_site, read_files
from clewline.diagnostics.suppress import comments_in
from clewline.engine.state_dir import FOLDER

_NOT_PUBLISHED = frozenset((".git", FOLDER))


def check_folder(folder: Path, base_url: str = "", executor: Executor | None = None) -> CheckReport:
    """The check of the built site in ``folder``, whatever made it. Raises `OSError` when a file cannot be
    read.
    """
    paths = files_of(folder)
    links = read_files(folder, paths, executor)

    def read(path: str) -> bytes:
        return (folder / path).read_bytes()

    report = check_site(paths, links, home_of(base_url))
    comments = comments_in({path: decoded(read(path)) for path, own in links.items() if own.suppresses})
    external = partial(use_places, report.external, read)
    return CheckReport(
        diagnose(report.findings, read), comments, report.pages, report.uses, len(report.external), external
    )


def files_of(folder: Path) -> list[str]:
    """The path of every file of the site in ``folder``, in order. Raises `OSError`."""
    return sorted(_files(folder, "", ()))


def _files(folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[str]:
    """The path of every file below ``folder``. Links are followed, as hosts do, but not into a folder that
    they lie in.
    """
    with os.scandir(folder) as listing:
        entries = list(listing)
    status = folder.stat()
    above = (*above, (status.st_dev, status.st_ino))
    for entry in entries:
        if entry.name in _NOT_PUBLISHED or _leads_in_a_circle(entry):
            continue
        if entry.is_dir():
            inner = entry.stat()
            if (inner.st_dev, inner.st_ino) not in above:
                yield from _files(folder / entry.name, f"{prefix}{entry.name}/", above)
        elif entry.is_file():
            yield prefix + entry.name


def _leads_in_a_circle(entry: os.DirEntry[str]) -> bool:
    """Whether ``entry`` is a link that leads back to itself, so that it is no file of the site."""
    try:
        entry.is_dir()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return True
        raise
    return False

"""The part of ``clewline check`` that asks the network: ``--external``."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from clewline.cli.exits import USAGE, Stop
from clewline.cli.words import number
from clewline.cli.work import shown_progress
from clewline.diagnostics.diagnostic import Diagnostic
from clewline.engine.state_dir import FOLDER, own_file
from clewline.settings.config import Endpoints
from clewline.text.spans import Span, file_start

CACHE = f"{FOLDER}/external.json"
"""Where earlier runs are remembered, below the site folder, unless another file is asked for."""


def external_findings(
    addresses: Mapping[str, Sequence[Span]],
    site: str,
    root: Path,
    named: Path | None,
    allow_private: bool,
    endpoints: Endpoints,
) -> tuple[Diagnostic, ...]:
    """What is wrong with external ``addresses``, each with the places where it stands. The file that was
    ``named``, or else one below the site folder ``root``, remembers earlier runs.

    What stands at no known place is reported at the start page of the folder ``site``.
    """
    from clewline.check.external import ExternalOptions, ExternalUse, check_external, diagnostics_of

    somewhere = (file_start(f"{site}/index.html" if site else "index.html"),)
    uses = [ExternalUse(address, tuple(places) or somewhere) for address, places in addresses.items()]
    options = ExternalOptions(
        now=datetime.now(UTC),
        cache=named or own_file(root, Path(CACHE).name),
        # What the site folder holds may have come with it; a file that somebody names, they know.
        is_trusted=named is not None,
        allow_private=allow_private,
        endpoints=endpoints,
    )
    if uses:
        print(f"asking about {number(len(uses), 'address of other sites')}", file=sys.stderr)
    with shown_progress() as progress:
        return diagnostics_of(check_external(uses, options, progress))


def look_for_extra() -> None:
    """Ends the command when a library that asks the network is missing, before any work is done."""
    try:
        import_module("clewline.check.external.run")
    except ModuleNotFoundError as missing:
        raise Stop(
            USAGE, f"--external needs {missing.name}; install it with: pip install 'clewline[external]'"
        ) from None


def unverified(found: Iterable[Diagnostic]) -> bool:
    """Whether an external address could not be told."""
    from clewline.check.external import UNVERIFIED

    return any(diagnostic.code == UNVERIFIED for diagnostic in found)

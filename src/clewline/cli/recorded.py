"""Where commands write what they record of lines, beside the content."""

from pathlib import Path
from typing import TYPE_CHECKING

from clewline.cli.exits import ENVIRONMENT, Stop

if TYPE_CHECKING:
    from clewline.build.site import Site


def free_place(site: "Site", path: str, taken: set[str], ending: str = "") -> str:
    """The path for a new record of the line at ``path``: one of its name, with ``ending``, that is not
    ``taken``.
    """
    from clewline.evidence.reviews import digest_of
    from clewline.text.names import stem

    usual = f"{site.config.reviews}/{stem(path)}"
    is_free = f"{usual}{ending}.txt".casefold() not in map(str.casefold, taken)
    return f"{usual}{ending}.txt" if is_free else f"{usual}-{digest_of(path)}{ending}.txt"


def write_record(root: Path, place: str, text: str) -> None:
    """Writes a record, in one step, and never through a link."""
    target = root / place
    folders = [root.joinpath(*Path(place).parts[:depth]) for depth in range(1, len(Path(place).parts) + 1)]
    if any(folder.is_symlink() for folder in folders):
        raise Stop(ENVIRONMENT, f"{place} is reached through a link, and was not written")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_text(text, "utf-8", newline="\n")
    fresh.replace(target)

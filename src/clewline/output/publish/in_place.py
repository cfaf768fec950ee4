"""The way without an exchange: file by file."""

from collections.abc import Collection, Mapping
from pathlib import Path

from clewline.engine.state_dir import MANIFEST
from clewline.output.publish.drafts import File, file_bytes
from clewline.output.publish.folder import clear
from clewline.output.publish.manifest import STAGE


def replace_files(
    out: Path, changed: Mapping[str, File], gone: Collection[str], meanwhile: bytes, manifest: bytes
) -> None:
    """Makes ``changed`` files of the output what they are to be, one after another, and takes away those that
    are ``gone``; ``meanwhile`` is the manifest of all that may be there until it is done.
    """
    stage = out / STAGE  # within, as the output may be a disk of its own
    stage.mkdir()
    try:
        _put(out / MANIFEST, meanwhile, stage)
        for path in sorted(changed, key=lambda path: (path.endswith(".html"), path)):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            _put(out / path, file_bytes(changed[path]), stage)
        for path in gone:
            (out / path).unlink(missing_ok=True)
        _put(out / MANIFEST, manifest, stage)
    finally:
        clear(stage)
    for folder in sorted({(out / path).parent for path in gone}, reverse=True):
        if folder != out and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _put(path: Path, data: bytes, stage: Path) -> None:
    """Makes ``path`` a file with these bytes in one step."""
    (stage / "file").write_bytes(data)
    (stage / "file").replace(path)

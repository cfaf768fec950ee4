"""A site that a command only asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clewline.cli.work import opened_store

if TYPE_CHECKING:
    from clewline.build.site import Site
    from clewline.settings.config import Config


@contextmanager
def opened(root: Path, config: "Config") -> "Iterator[Site]":
    """The site in the folder ``root``, as its files are now, over what is kept of it."""
    from clewline.build.making import opened_site
    from clewline.build.selection import selection
    from clewline.build.store import is_kept
    from clewline.content.loader import scan
    from clewline.engine.parallel import silent
    from clewline.theme.theme import load_theme

    out = root / config.out
    content = scan(root, selection(root, out, config))
    with opened_store(out, is_kept(out), writable=False) as store:
        theme = load_theme(root / "templates")
        yield opened_site(root, content, theme, config, store, None, silent, recording=False)

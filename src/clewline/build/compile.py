"""Compilation: from content to a site, without touching any file."""

from concurrent.futures import Executor

from clewline.build.ahead import parse_ahead
from clewline.build.site import Site
from clewline.content.loader import Content
from clewline.engine.database import Database
from clewline.engine.parallel import Progress, silent
from clewline.settings.config import Config
from clewline.theme.theme import Theme


def compile_site(
    content: Content,
    config: Config,
    theme: Theme,
    executor: Executor | None = None,
    progress: Progress = silent,
) -> Site:
    """The site that ``content`` makes. ``config.drafts`` decides whether drafts are part of it."""
    site = Site(Database())
    site.update(content, theme, config)
    parse_ahead(site.living, executor, progress)
    return site

"""What belongs to a site: which files below its folder are content, with what settings."""

from dataclasses import replace
from pathlib import Path

from clewline.content.selection import Selection
from clewline.settings.config import Config


def selection(root: Path, out: Path, config: Config) -> Selection:
    """Which files below ``root`` count as content: not those of the output folder."""
    place, top = out.resolve(), root.resolve()
    inside = place.relative_to(top).as_posix() if place.is_relative_to(top) else ""
    content = config.content
    named = config.reviews, config.retractions
    return Selection(content.by_kind(), config.ignore, inside, content.folders, *named)


def with_overrides(config: Config, base_url: str | None = None, drafts: bool | None = None) -> Config:
    """``config`` with what the command line says instead."""
    if base_url is not None:
        config = replace(config, base_url=base_url.rstrip("/"))
    return replace(config, drafts=drafts) if drafts is not None else config

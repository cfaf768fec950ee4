"""How a site has its files read: what settings say, beside the files themselves, of what is parsed."""

from enum import StrEnum
from typing import NamedTuple

from clewline.content.model import LinkKind


class CitationStyle(StrEnum):
    """How a citation without words is shown in a line."""

    AUTO = "auto"  # as a mark where one can stand alone, else as the title of its target with the mark
    MARKS = "marks"  # as a mark everywhere
    TITLES = "titles"  # as the title of its target with the mark everywhere


class ParseOptions(NamedTuple):
    """The language of the notes (a BCP 47 tag), how citations without words are shown, whether the end of a
    line in a paragraph is shown as one, whether tags are topics, the hosts that images and frames may
    come from, and what defines commands for formulas.
    """

    language: str = "en"
    citations: CitationStyle = CitationStyle.AUTO
    breaks: bool = False
    tags_are_topics: bool = True
    image_hosts: tuple[str, ...] = ()
    frame_hosts: tuple[str, ...] = ()
    preamble: str = ""

    @property
    def tag(self) -> LinkKind:
        """What a tag is read as."""
        return LinkKind.TAG if self.tags_are_topics else LinkKind.LABEL


DEFAULT_OPTIONS = ParseOptions()

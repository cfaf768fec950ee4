"""How a site has its files read: what settings say, beside the files themselves, of what is parsed."""

from enum import StrEnum
from typing import NamedTuple


class CitationStyle(StrEnum):
    """How a citation without words is shown in a line."""

    AUTO = "auto"  # as a mark where one can stand alone, else as the title of its target with the mark
    MARKS = "marks"  # as a mark everywhere
    TITLES = "titles"  # as the title of its target with the mark everywhere


class ParseOptions(NamedTuple):
    """The language of the notes (a BCP 47 tag), how citations without words are shown, and whether the end of
    a line in a paragraph is shown as one.
    """

    language: str = "en"
    citations: CitationStyle = CitationStyle.AUTO
    breaks: bool = False


DEFAULT_OPTIONS = ParseOptions()

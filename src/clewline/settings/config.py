"""Settings: ``clewline.toml``, or the table ``[tool.clewline]`` of ``pyproject.toml``. A site needs neither.

A setting that cannot be used is reported at its place and has its default: settings never stop a build.
"""

from collections.abc import Callable
from dataclasses import Field, dataclass, field
from typing import Any

from clewline.content.model import Kind
from clewline.content.options import CitationStyle, ParseOptions
from clewline.content.selection import REVIEWS
from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.rules import RULES
from clewline.diagnostics.suppress import IgnoredFindings
from clewline.settings.option_values import (
    addresses_of,
    base_url_of,
    citation_style,
    flag_of,
    folder_of,
    folders_of,
    globs_of,
    hosts_of,
    language_of,
    list_of_retractions,
    preamble_of,
    reviews_folder,
    style_of,
    tags_of,
    text_of,
    web_address,
)

TITLE = "Inquiring lines"
"""What a site is called that nobody has given a name."""
HIDDEN_OUT = ".site"
"""Where a site goes that is made within a vault of Obsidian, which passes over hidden folders."""

PREAMBLE = "preamble.sty"
"""The file of TeX definitions that a plugin of Obsidian's reads, in the folder of the vault."""


def _option(default: object, read: Callable[[object], object], takes: str, text: str) -> Any:
    """A field with its default, the reading of its value, the kind of value that it takes, and its help."""
    return field(default=default, metadata={"read": read, "takes": takes, "help": text})


def _kind(what: str) -> Any:
    return _option((), globs_of, "list of globs", f"Files that are {what}; empty: by folder.")


@dataclass(frozen=True, slots=True)
class ContentGlobs:
    """Which folders hold content, and which files are of which kind, as globs below the site folder; an empty
    tuple leaves it to the folders' names.
    """

    folders: tuple[str, ...] = _option(
        (), folders_of, "list of folders", 'Folders that hold content; empty, or `"."`: the site folder.'
    )
    notes: tuple[str, ...] = _kind("notes")
    lines: tuple[str, ...] = _kind("inquiring lines")
    topics: tuple[str, ...] = _kind("introductions of topics")
    references: tuple[str, ...] = _kind("bibliographies or single references")

    def by_kind(self) -> dict[Kind, tuple[str, ...]]:
        """The globs of the kinds that have any."""
        return {kind: globs for kind in Kind if (globs := getattr(self, kind.value))}


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The interfaces that answer for whole families of external addresses."""

    # https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
    handles: str = _option(
        "https://doi.org/api/handles/", web_address, "http(s) address", "Who knows DOIs; the DOI is appended."
    )
    # https://info.arxiv.org/help/api/user-manual.html
    arxiv: str = _option(
        "https://export.arxiv.org/api/query", web_address, "http(s) address", "Who knows the ids of arXiv."
    )
    # https://archive.org/help/wayback_api.php
    archive: str = _option(
        "https://archive.org/wayback/available", web_address, "http(s) address", "Who knows archived copies."
    )


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a site. ``severity`` has the changed severities by code, in the order of codes; None:
    off.
    """

    title: str = _option(
        TITLE, text_of, "text", "The name of the site; where there are no lines, that of its first page."
    )
    description: str = _option(
        "", text_of, "text", "One sentence about the site, for search engines and feeds."
    )
    language: str = _option(
        "en", language_of, "language tag (BCP 47)", "The language that the notes are written in."
    )
    base_url: str = _option(
        "", base_url_of, "http(s) address", "Where the site is published; feeds and the sitemap need it."
    )
    out: str = _option(
        "_site",
        folder_of,
        "folder",
        f"The output folder, inside the site folder; in a vault of Obsidian `{HIDDEN_OUT}` is usual.",
    )
    addresses: str = _option(
        "",
        addresses_of,
        '"flat" or "folders"',
        "Whether pages stand in folders as their files do; given either way, the other addresses lead on.",
    )
    style: str = _option(
        "harvard-cite-them-right-10th-edition",
        style_of,
        "name of a CSL style, or a .csl file",
        "The style of bibliography entries.",
    )
    preamble: str = _option(
        "",
        preamble_of,
        "TeX file (.sty or .tex)",
        f"Definitions of commands for formulas; unset: `{PREAMBLE}` of the site folder, where there is one.",
    )
    reviews: str = _option(
        REVIEWS, reviews_folder, "folder", "Where reviews are recorded, inside the site folder."
    )
    drafts: bool = _option(False, flag_of, "true or false", "Publish drafts too; never what is private.")
    health: bool = _option(
        False,
        flag_of,
        "true or false",
        "Publish what waits for a person, as health.html; no link leads there.",
    )
    citations: str = _option(
        "auto",
        citation_style,
        "auto, marks or titles",
        "How a citation without words is shown: auto lets a mark stand alone where it can.",
    )
    breaks: bool | None = _option(
        None,
        flag_of,
        "true or false",
        "Show the end of a line in a paragraph as one; unset: as Obsidian does in its vaults.",
    )
    quotes: bool = _option(
        True,
        flag_of,
        "true or false",
        "Show straight quotation marks and apostrophes as those of the language; never in code.",
    )
    retractions: str = _option(
        "",
        list_of_retractions,
        "CSV file",
        "The database of Retraction Watch, or a part of it, in its own columns; a file in the site folder.",
    )
    properties: bool = _option(
        False, flag_of, "true or false", "Show the properties of notes; one without a text always shows them."
    )
    image_hosts: tuple[str, ...] = _option(
        (), hosts_of, "list of hosts", "Hosts that pages may load images from, and so tell who reads them."
    )
    frame_hosts: tuple[str, ...] = _option(
        (), hosts_of, "list of hosts", "Hosts that pages may show a frame of, such as a film's player."
    )
    tags: str = _option(
        "topics",
        tags_of,
        '"topics" or "pages"',
        "Whether tags file notes under topics, or have pages of their own, as in a vault of Obsidian.",
    )
    ignore: tuple[str, ...] = _option(
        (), globs_of, "list of globs", "Files that are left alone, below the site folder."
    )
    content: ContentGlobs = ContentGlobs()
    endpoints: Endpoints = Endpoints()
    severity: tuple[tuple[str, Severity | None], ...] = ()
    ignore_findings: tuple[IgnoredFindings, ...] = ()

    @property
    def parse_options(self) -> ParseOptions:
        """How the files of the site are parsed."""
        return ParseOptions(
            self.language,
            CitationStyle(self.citations),
            bool(self.breaks),
            self.tags == "topics",
            self.image_hosts,
            self.frame_hosts,
            self.preamble,
        )


def severity_of(config: Config) -> Callable[[Diagnostic], Severity | None]:
    """The function from a diagnostic to its severity under ``config``; None: switched off. A code without a
    rule is an error.
    """
    severities = {code: rule.severity for code, rule in RULES.items()} | dict(config.severity)
    return lambda diagnostic: severities.get(diagnostic.code, Severity.ERROR)


def option_key(option: Field[Any]) -> str:
    """The key of an option as it is written in the settings."""
    return option.name.replace("_", "-")

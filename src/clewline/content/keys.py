"""The keys of front matter: the one list of all that mean something, and what they mean."""

from typing import NamedTuple

from clewline.content.stances import STATED


class Key(NamedTuple):
    """A key of front matter: its names (the first is the usual one), what it takes, and what that means."""

    names: tuple[str, ...]
    takes: str
    meaning: str


_LINKS = 'links, `["[[note]]"]`'
_DAY = "a day, `2024-05-31`"

FRONT_MATTER = (
    Key(
        ("title",),
        "text",
        "The title: the question of a line, the finding of a note. Without it the first heading of the first level "
        "is the title, else the name of the file.",
    ),
    Key(
        ("deck", "summary", "description"),
        "text",
        "In a line, how the question is read; in a note, the finding in one or two sentences, as cards show it. "
        "Of several the first named here counts. Without it the first paragraph is shown.",
    ),
    Key(
        ("answer",),
        "text",
        "Lines only: the answer in short. It may cite notes, and is shown before the prose, on the front page, in "
        "lists, search and feeds.",
    ),
    Key(("topics", "topic"), "names", "The topics that the document is filed under."),
    Key(("tags", "tag"), "names, `[a, b]` or `a, b`", "Tags, which are topics too."),
    Key(("aliases", "alias"), "names", "Other names that links may use."),
    Key(("next",), _LINKS, "Lines only: the lines to read next. They come first; derived ones follow."),
    *(
        Key((stance.name,), _LINKS, f"What these notes are to the document: *{stance.words.lower()}*.")
        for stance in STATED
    ),
    Key(
        ("references",), "keys, `[zhou2023lima]`", "The works of the bibliography that the document rests on."
    ),
    Key(("arxiv",), "a number, `2305.11206`", "A paper on arXiv; it needs no entry in a bibliography."),
    Key(("doi",), "a DOI, `10.1000/182`", "A work with a DOI; it needs no entry in a bibliography."),
    Key(("would_change",), "texts", "Lines only: findings that would change the answer."),
    Key(
        ("lang",),
        "a language tag, `de`",
        "The language of the text, where it is not that of the site: what is cited and what is claimed is read "
        "in it, and the page speaks it.",
    ),
    Key(("drafted_by",), "text", "Who drafted the text, a person or a model; the page says so."),
    Key(("created", "date"), _DAY, "When the document was written."),
    Key(("updated", "modified"), _DAY, "When it was last revised."),
    Key(
        ("status",),
        "`published`, `draft` or `private`",
        "Who may see it. Other words of your own mean nothing.",
    ),
    Key(("draft",), "`true` or `false`", "The document is published with `--drafts` only."),
    Key(("private",), "`true` or `false`", "Nothing of the document reaches the site, in any form."),
    Key(("publish",), "`true` or `false`", "`false` withholds the document as `private: true` does."),
)
"""Every key that means something in a note or a line."""

KNOWN = frozenset(name for key in FRONT_MATTER for name in key.names)
"""The names of all keys."""


def keys_reference() -> str:
    """The table of all keys as Markdown."""
    rows = (
        f"| {', '.join(f'`{name}`' for name in key.names)} | {key.takes} | {key.meaning} |"
        for key in FRONT_MATTER
    )
    return "\n".join(("| key | takes | meaning |", "| --- | --- | --- |", *rows)) + "\n"

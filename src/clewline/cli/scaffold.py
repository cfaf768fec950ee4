"""What new files hold: the site that ``clewline init`` makes, and the texts of new lines and notes."""

import json
from collections.abc import Mapping, Sequence


def line_text(title: str, likely: Sequence[tuple[str, str]] = ()) -> str:
    """The text of a new inquiring line. ``likely`` are names and titles of notes, offered in a comment that
    is never published.
    """
    offered = ""
    if likely:
        listed = "\n".join(f"- [[{name}]] {note}" for name, note in likely)
        offered = f"\n%%\nNotes that may matter to this question; cite them as [[name]]:\n\n{listed}\n%%\n"
    return (
        f"---\ntitle: {_quoted(title)}\ndeck: One or two sentences that say how the question is read.\ntopics: []\nstatus: draft\n---\n\n"
        f"Write the answer here, and cite a note at the end of the sentence that it supports.\n{offered}"
    )


def note_text(title: str) -> str:
    """The text of a new note."""
    return (
        f"---\ntitle: {_quoted(title)}\nsummary: The finding in one or two sentences, with its hedges.\nreferences: []\ntopics: []\n"
        f"status: draft\n---\n\nWhat was done, what was found, and what it does not show.\n"
    )


def _quoted(text: str) -> str:
    """``text`` as a double-quoted YAML scalar; JSON strings are valid YAML (YAML 1.2, section 1.3)."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


SETTINGS = "clewline.toml"
STARTER: Mapping[str, str] = {
    SETTINGS: (
        'title = "My inquiring lines"\ndescription = "Questions, and the notes that answer them."\n\n'
        '[content]\nfolders = ["lines", "notes", "references", "topics"]\n'
    ),
    "lines/do-long-threads-tangle.md": """---
title: Do longer threads tangle more?
deck: Read as a question about strings that are shaken in a box, not about conversation.
topics: [knots]
would_change: ["A study of threads that are stiffer or thicker than ordinary string."]
---

Shaken in a box, a string seldom stays free of knots: the chance of a knot rises with the length of the string, and then levels off
well below certainty [[agitated-strings-knot]]. So longer threads do tangle more, up to a point.

What this does not settle is which knots matter to somebody who has to untie them. The knots that form are of many kinds
[[agitated-strings-knot]], and nothing here says how hard each is to undo.
""",
    "notes/agitated-strings-knot.md": """---
title: A string that is shaken in a box often knots itself
summary: When a string was tumbled in a box, knots formed often, of many kinds, and the chance of a knot levelled off for long strings.
references: [raymer2007spontaneous]
topics: [knots]
---

A string was dropped into a box and the box was turned over and over; then the ends were joined and the knot, if any,
was identified [@raymer2007spontaneous]. Knots formed within seconds, and complex ones were among them.

The chance of a knot grew with the length of the string up to a limit. This note says nothing on threads that are knitted or woven: that is
[[write-your-own]].
""",
    "notes/write-your-own.md": """---
title: Notes hold one finding each
summary: A note has a title that states the finding, a summary with its hedges, and the references that it rests on.
---

Replace this note with your own. `clewline new note "Title"` makes one; `clewline new line "Question?"` makes a question.
""",
    "references/library.bib": """@article{raymer2007spontaneous,
  author  = {Raymer, Dorian M. and Smith, Douglas E.},
  title   = {Spontaneous knotting of an agitated string},
  journal = {Proceedings of the National Academy of Sciences},
  year    = {2007},
  volume  = {104},
  number  = {42},
  pages   = {16432--16437},
  doi     = {10.1073/pnas.0611320104},
}
""",
}
"""The files of a new site, by path: every part of the format once, and nothing to delete but the examples."""

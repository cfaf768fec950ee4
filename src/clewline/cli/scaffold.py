"""What new files hold: the texts of new lines and notes."""

import json
from collections.abc import Sequence


def line_text(title: str, likely: Sequence[tuple[str, str]] = ()) -> str:
    """The text of a new inquiring line. ``likely`` are names and titles of notes, offered in a comment that
    is never published.
    """
    offered = ""
    if likely:
        listed = "\n".join(f"- [[{name}]] {note}" for name, note in likely)
        offered = f"\n%%\nNotes that may matter to this question; cite them as [[name]]:\n\n{listed}\n%%\n"
    return (
        f"---\ntitle: {_quoted(title)}\ndeck: One or two sentences that say how the question is read.\n"
        f"answer: The answer in short, with its hedges.\ntopics: []\nstatus: draft\n---\n\n"
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

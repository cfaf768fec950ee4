"""Scripts of the default theme without what only people read: indentation, and rows of comment."""


def compact_js(text: str) -> str:
    """``text``, a script in which no string spans rows, with the same meaning in fewer bytes."""
    rows = (row.strip() for row in text.splitlines())
    return "".join(f"{row}\n" for row in rows if row and not row.startswith("//"))

"""Bibliography files as text: decoding, and spans from character offsets."""

from bisect import bisect_right

from clewline.diagnostics.diagnostic import Diagnostic, Related
from clewline.text.names import name_key
from clewline.text.spans import SourceFile, Span, span_at

_BOM = b"\xef\xbb\xbf"


class SourceText:
    """The text of a file with ``\\n`` line ends; bytes that are no UTF-8 are replaced and reported in
    ``diagnostics``.
    """

    def __init__(self, source: SourceFile) -> None:
        data = source.data.removeprefix(_BOM)
        self.path = source.path
        self.diagnostics: tuple[Diagnostic, ...] = ()
        try:
            raw = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raw = data.decode("utf-8", "replace")
            before = _line_ends(data[: error.start].decode("utf-8"))
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
            place = span_at(self.path, line, column, 1)
            self.diagnostics = (Diagnostic("encoding-invalid", message, place, "save the file as UTF-8"),)
        self.text = _line_ends(raw)
        self._starts = [0, *(at + 1 for at, char in enumerate(self.text) if char == "\n")]

    def span(self, offset: int, length: int = 1) -> Span:
        """The span of ``length`` characters of one line from character ``offset`` (from 0) of the text."""
        row = bisect_right(self._starts, offset) - 1
        return span_at(self.path, row + 1, offset - self._starts[row] + 1, length)


class KeyLedger:
    """The keys met so far in one file, compared without regard to case, with their places."""

    def __init__(self) -> None:
        self._places: dict[str, Span] = {}

    def clash(self, key: str, span: Span) -> Diagnostic | None:
        """A diagnostic when ``key`` was met before; otherwise None, and the key counts as met."""
        first = self._places.setdefault(name_key(key), span)
        if first == span:
            return None
        related = (Related(first, "first given here"),)
        return Diagnostic(
            "reference-duplicate",
            f"the key `{key}` is used twice",
            span,
            "rename one; the first is used",
            related,
        )


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

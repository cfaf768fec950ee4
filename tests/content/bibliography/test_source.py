from clewline.content.bibliography.source import SourceText
from clewline.text.spans import SourceFile


def test_line_ends_and_spans() -> None:
    text = SourceText(SourceFile("x", "\ufeffa\r\nbé\rc".encode()))
    assert text.text == "a\nbé\nc"
    assert [text.span(offset).start for offset in (0, 3, 5, 6)] == [(1, 1), (2, 2), (3, 1), (3, 2)]
    assert not text.diagnostics

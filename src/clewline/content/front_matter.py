"""Front matter: the YAML header of a Markdown file as flat fields, each with its place in the file.

YAML's implicit types do not reach the author: every scalar is the text that was typed. Aliases, explicit
tags, several documents and deep nesting are refused; the parser's events are read one by one, so that neither
can cost time or stack.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from clewline.content.guards import is_guard
from clewline.content.header import Field, FrontMatter, Scalar, guards_in
from clewline.diagnostics.diagnostic import Diagnostic, Related
from clewline.text.limits import FRONT_MATTER_CHARACTERS, FRONT_MATTER_DEPTH
from clewline.text.spans import Position, Span, span_at

_TOO_DEEP = f"more than {FRONT_MATTER_DEPTH} levels of nesting"

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"---[ \t]*\n")
_TAB = re.compile(r" *\t")
_LINKS = re.compile(r"^([\w-]+:[ \t]+)(\[\[[^\[\]\n]*\]\][ \t]*[^\s#][^\n]*)$", re.MULTILINE)
"""A value without quotes that begins with a link and goes on: to YAML a list, and then nonsense."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# YAML ends a line at these three; no editor does, so stand-ins (Unicode noncharacters) are parsed in their
# place.
_STAND_INS = str.maketrans("\x85\u2028\u2029", "\ufdd3\ufdd4\ufdd5")
_STOOD_FOR = str.maketrans("\ufdd3\ufdd4\ufdd5", "\x85\u2028\u2029")


class _Refused(Exception):
    """A construct that front matter must not use; carries code, message, event and hint."""

    def __init__(self, code: str, message: str, mark: Any, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.mark, self.hint = code, message, mark, hint


def parse_front_matter(text: str, path: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """The front matter of ``text`` (line ends are ``\\n``) and what is wrong with it; no fields when there is
    none.

    A broken header yields the fields before the fault, and the guards wherever they stand.
    """
    opening = _FENCE.match(text)
    if not opening:
        return FrontMatter({}, 0, 1), ()
    closing = _END.search(text, opening.end())
    if not closing:
        if re.match(r"[\w-]+[ \t]*:", text[opening.end() :]):
            hint = "close the header with a line of three hyphens"
            guards = guards_in(text[opening.end() :], path, {})
            return FrontMatter(guards, 0, 1), (
                _fault(path, 1, 1, 3, "the front matter is never closed", hint),
            )
        return FrontMatter({}, 0, 1), ()
    source = text[opening.end() : closing.start()].translate(_STAND_INS)
    if _is_text(source) and not guards_in(source, path, {}):
        return FrontMatter({}, 0, 1), ()
    source = _LINKS.sub(_quoted, source)
    body = FrontMatter({}, closing.end(), text.count("\n", 0, closing.end()) + 1)
    if len(source) > FRONT_MATTER_CHARACTERS:
        message = f"the front matter is {len(source):,} characters long"
        fault = Diagnostic(
            "front-matter-limit",
            message,
            span_at(path, 1, 1, 3),
            f"keep it under {FRONT_MATTER_CHARACTERS:,} characters",
        )
        return body._replace(fields=guards_in(source, path, {})), (fault,)
    found: list[Diagnostic] = []
    reader = _Reader(path, source, found)
    try:
        reader.read()
    except _Refused as refusal:
        found.append(
            Diagnostic(refusal.code, refusal.message, reader.span(refusal.mark, refusal.mark), refusal.hint)
        )
    except yaml.MarkedYAMLError as error:
        found.append(_syntax_error(path, source, error))
    except yaml.reader.ReaderError as error:
        found.append(_unreadable(path, source, error))
    else:
        return body._replace(fields=reader.fields), tuple(found)
    return body._replace(fields=guards_in(source, path, reader.fields)), tuple(found)


def _is_text(source: str) -> bool:
    """Whether what stands between two lines of hyphens is text of the document: its first line begins as no
    key does, but Markdown.
    """
    lines = (line for line in source.split("\n") if line.strip() and not line.startswith("#"))
    return next(lines, "").startswith(("*", ">", "|", "`", "!", "[", "- ", "<"))


def _quoted(found: re.Match[str]) -> str:
    """A line of a header with its value in quotes."""
    value = found[2].replace("'", "''")
    return f"{found[1]}'{value}'"


class _Reader:
    """Reads parser events into fields, keeping what came before a fault."""

    def __init__(self, path: str, source: str, found: list[Diagnostic]) -> None:
        self.path = path
        self.found = found
        self.fields: dict[str, Field] = {}
        self.source = source

    def span(self, start: Any, end: Any) -> Span:
        """The span between two marks of the parser; the header's first line is line 2 of the file."""
        if (end.line, end.column) <= (start.line, start.column):
            return span_at(self.path, start.line + 2, start.column + 1, 1)
        return Span(
            self.path, Position(start.line + 2, start.column + 1), Position(end.line + 2, end.column + 1)
        )

    def read(self) -> None:
        events = self._checked(yaml.parse(self.source, Loader=_Parser))
        first = next(
            (e for e in events if not isinstance(e, yaml.StreamStartEvent | yaml.DocumentStartEvent)), None
        )
        if first is None or isinstance(first, yaml.StreamEndEvent):
            return
        if not isinstance(first, yaml.MappingStartEvent):
            if isinstance(first, yaml.ScalarEvent) and not first.value:
                return
            raise _Refused(
                "front-matter-syntax",
                "the front matter is not a list of keys",
                first.start_mark,
                "write one `key: value` a line",
            )
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._field(event, events)
        for _ in events:
            pass

    def _checked(self, events: Iterator[Any]) -> Iterator[Any]:
        depth = 0
        documents = 0
        for event in events:
            if type(event) is yaml.ScalarEvent and not event.anchor and not event.tag:
                yield event
                continue
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _Refused(
                    "front-matter-limit",
                    "front matter cannot use anchors and aliases",
                    event.start_mark,
                    "write the value out",
                )
            if getattr(event, "tag", None):
                raise _Refused(
                    "front-matter-limit",
                    f"front matter cannot use the tag {event.tag}",
                    event.start_mark,
                    "put the value in quotes",
                )
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        "front-matter-syntax",
                        "a second document begins here",
                        event.start_mark,
                        "keep one header a file",
                    )
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > FRONT_MATTER_DEPTH:
                raise _Refused("front-matter-limit", _TOO_DEEP, event.start_mark, "keep the keys flat")
            yield event

    def _field(self, event: Any, events: Iterator[Any]) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(
                "front-matter-syntax",
                "a key must be plain text",
                event.start_mark,
                "write one `key: value` a line",
            )
        key = self._scalar(event)
        field = self._value(key, next(events), events)
        earlier = self.fields.get(key.text)
        if earlier is not None:
            message = f"the key `{key.text}` is given twice"
            related = (Related(earlier.key.span, "first given here"),)
            self.found.append(
                Diagnostic(
                    "front-matter-duplicate",
                    message,
                    key.span,
                    "keep one of them; the first is used",
                    related,
                )
            )
            if is_guard(key.text):
                # Which of them was meant cannot be told: if any hides the document, it is hidden.
                self.fields[key.text] = Field(
                    earlier.key, earlier.values + field.values, True, earlier.nested or field.nested
                )
            return
        self.fields[key.text] = field

    def _value(self, key: Scalar, event: Any, events: Iterator[Any]) -> Field:
        if isinstance(event, yaml.ScalarEvent):
            plain_null = not event.style and event.value in ("", "~", "null")
            return Field(key, () if plain_null else (self._scalar(event),), False)
        if isinstance(event, yaml.MappingStartEvent):
            if self._is_placeholder(event):
                return Field(key, (self._placeholder(event, events),), False)
            self._skip(events)
            return Field(key, (), False, nested=True)
        values: list[Scalar] = []
        nested = False
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            if isinstance(item, yaml.ScalarEvent):
                values.append(self._scalar(item))
            elif isinstance(item, yaml.SequenceStartEvent):
                values.append(self._unquoted_link(item, event, events))
            elif self._is_placeholder(item):
                values.append(self._placeholder(item, events))
            else:
                nested = True
                self._skip(events)
        return Field(key, tuple(values), True, nested)

    def _scalar(self, event: Any) -> Scalar:
        span = self.span(event.start_mark, event.end_mark)
        if event.value.isprintable():
            return Scalar(event.value, span)
        text, replaced = _CONTROL.subn("\ufffd", event.value.translate(_STOOD_FOR))
        if replaced:
            self.found.append(
                Diagnostic("front-matter-type", "the value holds control characters", span, "remove them")
            )
        return Scalar(text, span)

    def _unquoted_link(self, start: Any, outer: Any, events: Iterator[Any]) -> Scalar:
        """``[[note]]`` without quotes is a list in a list to YAML; authors mean the link.

        The inner list stands in that of the key's value (``outer``) or, in a list of such links, in one of
        its own.
        """
        depth = 1
        end = start
        for end in events:
            depth += isinstance(end, yaml.CollectionStartEvent) - isinstance(end, yaml.CollectionEndEvent)
            if not depth:
                break
        written = self.source[start.start_mark.index : end.end_mark.index]
        span = self.span(start.start_mark, end.end_mark)
        if (
            outer.flow_style
            and outer.start_mark.index == start.start_mark.index - 1
            and not written.startswith("[[")
        ):
            # The brackets around the inner list are the other half of the link's own.
            span = Span(
                self.path,
                span.start._replace(column=span.start.column - 1),
                span.end._replace(column=span.end.column + 1),
            )
        return Scalar(f"[[{' '.join(written.strip('[]').split()).translate(_STOOD_FOR)}]]", span)

    def _is_placeholder(self, start: Any) -> bool:
        return self.source.startswith("{{", start.start_mark.index)

    def _placeholder(self, start: Any, events: Iterator[Any]) -> Scalar:
        """``{{title}}`` is a mapping in a mapping to YAML; in a template it stands for a text."""
        end = self._skip(events)
        written = self.source[start.start_mark.index : end.end_mark.index]
        return Scalar(
            " ".join(written.split()).translate(_STOOD_FOR), self.span(start.start_mark, end.end_mark)
        )

    def _skip(self, events: Iterator[Any]) -> Any:
        """The event that ends the collection whose beginning was read last."""
        depth = 1
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return event
        raise AssertionError("the parser ends what it begins")


def _fault(path: str, line: int, column: int, length: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic("front-matter-syntax", message, span_at(path, line, column, length), hint)


def _syntax_error(path: str, source: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = source.split("\n")
    written = lines[line] if line < len(lines) else ""
    problem = error.problem or "this is not YAML"
    # a limit of the parser's own, which it may reach before it gives us the first event
    if "nesting depth" in problem:
        return Diagnostic(
            "front-matter-limit", _TOO_DEEP, span_at(path, line + 2, column + 1, 1), "keep the keys flat"
        )
    if _TAB.match(written):
        return _fault(
            path,
            line + 2,
            len(written) - len(written.lstrip(" ")) + 1,
            1,
            "a tab stands where the front matter takes only spaces",
            "write two spaces in place of the tab",
        )
    if "mapping values are not allowed" in problem or "cannot start any token" in problem:
        return _fault(
            path,
            line + 2,
            column + 1,
            1,
            f"a value cannot be written like this: {written.strip()}",
            "put the value in quotes",
        )
    return _fault(
        path,
        line + 2,
        column + 1,
        1,
        f"the front matter cannot be read: {problem}",
        "put values with punctuation in quotes",
    )


def _unreadable(path: str, source: str, error: yaml.reader.ReaderError) -> Diagnostic:
    place = next((i for i, c in enumerate(source) if yaml.reader.Reader.NON_PRINTABLE.match(c)), 0)
    line = source.count("\n", 0, place)
    column = place - (source.rfind("\n", 0, place) + 1)
    return _fault(
        path,
        line + 2,
        column + 1,
        1,
        f"the front matter holds the character U+{ord(source[place]):04X}",
        "remove the character",
    )

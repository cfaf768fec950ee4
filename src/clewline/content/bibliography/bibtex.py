"""References from BibTeX and BibLaTeX files.

The parser reads one entry at a time; where it fails, we go on at the next ``@type{`` at the beginning of a
line.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from clewline.content.bibliography.allowance import Allowance
from clewline.content.bibliography.bibtexfields import item_from_fields
from clewline.content.bibliography.records import reference_from_csl
from clewline.content.bibliography.source import KeyLedger, SourceText
from clewline.content.works import Reference
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.text.names import name_key
from clewline.text.spans import SourceFile, Span

_START = re.compile(r"@[ \t]*([A-Za-z]+)\s*[{(]\s*")
_LINE_START = re.compile(r"^[ \t]*(?=@[ \t]*[A-Za-z]+\s*[{(])", re.MULTILINE)
_BRACE = re.compile(r"[{}]")
_KEY = re.compile(r"[^\s,{}()]*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INHERITED_TITLE = frozenset(
    {"incollection", "inproceedings", "inbook", "conference", "inreference", "suppbook"}
)
_NOT_INHERITED = frozenset(
    {"crossref", "xref", "ids", "label", "shorttitle", "sortkey", "keywords", "abstract"}
)


class Entry(NamedTuple):
    """One entry as written: type and field names in lower case, values in LaTeX; the offsets of its text, and
    its key's span.
    """

    kind: str
    key: str
    fields: dict[str, str]
    start: int
    end: int
    span: Span


def parse_bibtex(source: SourceFile) -> Checked[tuple[Reference, ...]]:
    """The references of a BibTeX file in order; of a broken entry, what stands before the fault."""
    file = SourceText(source)
    found = list(file.diagnostics)
    ledger = KeyLedger()
    entries: dict[str, Entry] = {}
    allowance = Allowance(len(file.text))
    for entry in _entries(file, allowance, found):
        clash = ledger.clash(entry.key, entry.span)
        if clash:
            found.append(clash)
        else:
            entries[name_key(entry.key)] = entry
    references: list[Reference] = []
    for entry in entries.values():
        made = _reference(file, entry, entries, allowance)
        references.append(made.value)
        found.extend(made.diagnostics)
    return Checked(tuple(references), tuple(found))


def _entries(file: SourceText, allowance: Allowance, found: list[Diagnostic]) -> Iterator[Entry]:
    """The entries of ``file``; their faults go to ``found``."""
    from pybtex.database.input.bibtex import SkipEntry
    from pybtex.exceptions import PybtexError
    from pybtex.utils import CaseInsensitiveDict

    from clewline.content.bibliography.bibtexparser import BoundedParser

    faults: list[Any] = []
    # The parser's own default for macros is shared by all parsers, and @string writes to it.
    months = CaseInsensitiveDict({name: str(number) for number, name in enumerate(_MONTHS, 1)})
    parser = BoundedParser(file.text, allowance, macros=months, handle_error=faults.append)
    sound = True
    while start := _START.search(file.text, parser.pos):
        # In a sound file a value may look like the start of an entry. Once something is wrong, an entry ends
        # at the latest with the @ of what seems to be the next: or each would be read to the end of the file.
        parser.end_pos = len(file.text) if sound else _next_entry(file.text, start.end()) + 1
        if start[1].lower() == "comment":
            after = _after_braces(file.text, start, parser.end_pos)
            sound = sound and after is not None
            parser.pos = after or _next_entry(file.text, start.end())
            continue
        faults.clear()
        parser.pos, parser.command_start = start.start() + 1, start.start()
        try:
            parser.parse_command()
        except SkipEntry:
            continue
        except PybtexError as error:
            faults.append(error)
        entry = _entry(file, start, parser)
        grave = _report(file, start, entry, faults, found)
        if grave:
            sound = False
            parser.pos = _next_entry(file.text, start.end())
        if entry and (entry.fields or not grave):
            yield entry


def _entry(file: SourceText, start: re.Match[str], parser: Any) -> Entry | None:
    """What the parser knows of the entry that it has read, or failed to read to its end; None for commands
    and without a key.
    """
    kind = start[1].lower()
    key = parser.current_entry_key
    if kind in ("string", "preamble") or not key:
        return None
    fields: dict[str, str] = {}
    for name, values in parser.current_fields:
        fields.setdefault(name.lower(), "".join(values))
    return Entry(kind, key, fields, start.start(), parser.pos, file.span(start.end(), len(key)))


def _report(
    file: SourceText, start: re.Match[str], entry: Entry | None, faults: list[Any], found: list[Diagnostic]
) -> bool:
    """Turns the parser's ``faults`` into diagnostics; whether one of them ended the entry."""
    from pybtex.database.input.bibtex import UndefinedMacro
    from pybtex.scanner import PrematureEOF

    name = f"the entry `{entry.key}`" if entry else f"`@{start[1]}`"
    grave = False
    for fault in faults:
        message = str(fault.args[0])
        at = fault.error_context_info[2] if hasattr(fault, "error_context_info") else start.end()
        if isinstance(fault, UndefinedMacro):
            span = file.span(at - len(message), len(message))
            hint = "put the value in braces, or define it with @string"
            found.append(
                Diagnostic("reference-field", f"{name}: the string `{message}` is not defined", span, hint)
            )
            continue
        grave = True
        if isinstance(fault, PrematureEOF) or _at_next_entry(file.text, start.start(), at):
            key = _KEY.match(file.text, start.end())
            span = file.span(start.end(), len(key[0])) if key and key[0] else file.span(start.start())
            found.append(
                Diagnostic("reference-syntax", f"{name} is never closed", span, "check its braces and quotes")
            )
        else:
            hint = "check the comma and the braces before this place"
            found.append(
                Diagnostic("reference-syntax", f"{name}: {message}", file.span(min(at, len(file.text))), hint)
            )
    return grave


def _at_next_entry(text: str, start: int, at: int) -> bool:
    """Whether offset ``at`` lies in a line, other than that of ``start``, with which an entry begins."""
    line = text.rfind("\n", 0, at) + 1
    return line > start and _LINE_START.match(text, line) is not None


def _after_braces(text: str, start: re.Match[str], end: int) -> int | None:
    """Where the braces that open at the end of ``start`` are closed; None if that is not before ``end``."""
    depth = 1
    for brace in _BRACE.finditer(text, start.end(), end):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return None


def _next_entry(text: str, at: int) -> int:
    """Where, after ``at``, a line begins with an entry; the end of the text if none does."""
    following = _LINE_START.search(text, at)
    return following.end() if following else len(text)


def _reference(
    file: SourceText, entry: Entry, entries: dict[str, Entry], allowance: Allowance
) -> Checked[Reference]:
    found: list[Diagnostic] = []

    def place(name: str) -> Span:
        written = re.compile(rf"(?<![\w-]){re.escape(name)}\s*=\s*", re.IGNORECASE).search(
            file.text, entry.start, entry.end
        )
        return file.span(written.start(), len(name)) if written else entry.span

    fields = entry.fields
    parent_key = fields.get("crossref", "").strip()
    if parent_key:
        parent = entries.get(name_key(parent_key))
        if parent and allowance.takes(sum(map(len, parent.fields.values()))):
            fields = _inherit(entry, parent)
        elif parent:
            message = f"`{entry.key}`: so much is taken from `{parent_key}` and others that it is left out"
            found.append(Diagnostic("reference-field", message, place("crossref"), "shorten the parent"))
        else:
            message = f"`{entry.key}`: there is no entry `{parent_key}` in this file"
            found.append(
                Diagnostic("reference-field", message, place("crossref"), "correct the key in `crossref`")
            )
    read = item_from_fields(entry.kind, fields)
    for fault in read.faults:
        found.append(
            Diagnostic("reference-field", f"`{entry.key}`: {fault.message}", place(fault.field), fault.hint)
        )
    made = reference_from_csl(
        entry.key, read.item, entry.span, lambda variable: place(read.origins.get(variable, variable))
    )
    return Checked(made.value, (*found, *made.diagnostics))


def _inherit(entry: Entry, parent: Entry) -> dict[str, str]:
    """The fields of ``entry``, completed from the entry that it refers to."""
    inherited = {name: value for name, value in parent.fields.items() if name not in _NOT_INHERITED}
    if entry.kind in _INHERITED_TITLE:
        for name in ("title", "subtitle"):
            if name in inherited:
                inherited.setdefault("book" + name, inherited.pop(name))
        if entry.kind not in ("inbook", "suppbook"):
            inherited.pop("author", None)
    return {**inherited, **entry.fields}

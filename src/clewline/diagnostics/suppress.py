"""Findings that an author has decided to leave as they are: by a comment beside them, or by the settings;
always with a reason.

A comment is ``<!-- clewline-ignore code: reason -->`` or, in notes, ``%% clewline-ignore code: reason %%``;
it speaks of its own line and, when it stands alone, of the next one that is not empty. Several codes are
separated by commas.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from itertools import islice, product
from typing import NamedTuple

from clewline.diagnostics.diagnostic import Diagnostic, in_order
from clewline.diagnostics.rules import RULES
from clewline.text.did_you_mean import nearest
from clewline.text.names import is_markdown
from clewline.text.spans import SourceFile, Span, span_at

MARK = b"clewline-ignore"
"""What every comment that suppresses a finding holds."""

_COMMENT = re.compile(r"(<!--|%%)\s*clewline-ignore\b([^:<>%\n]*)(?::((?:(?!<!--|-->|%%)[^\n])*))?(?:-->|%%)")
_FENCE = re.compile(r"[ >\t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")


class IgnoredFindings(NamedTuple):
    """Findings that are left out in the files that a glob fits: their codes, why, and where the settings say
    so.
    """

    files: str
    codes: tuple[str, ...]
    reason: str
    span: Span


class Suppression(NamedTuple):
    """One decision: where it is written, the codes it speaks of, why, and the lines that it covers (none: the
    whole file).
    """

    span: Span
    codes: tuple[str, ...]
    reason: str
    lines: tuple[int, ...] = ()


Comments = Mapping[str, tuple[Suppression, ...]]
"""The suppressions that the comments of files state, by path."""


class Suppressed(NamedTuple):
    """The findings that are left, with those about suppressions themselves; and each suppression that was of
    use, with the number of findings that it took out.
    """

    diagnostics: tuple[Diagnostic, ...]
    used: tuple[tuple[Suppression, int], ...]


def suppressions(path: str, text: str) -> tuple[Suppression, ...]:
    """The suppressions that comments in ``text`` state; what stands in code is an example, not a comment."""
    if "clewline-ignore" not in text:
        return ()
    lines = re.split(r"\r\n?|\n", text)
    found: list[Suppression] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line) if is_markdown(path) else None
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence or mark:
            continue
        shown = _CODE.sub(lambda code: " " * len(code[0]), line) if is_markdown(path) else line
        if "clewline-ignore" not in shown:
            continue
        covered: tuple[int, ...] = (number,)
        if not _COMMENT.sub("", line).strip():
            covered += tuple(
                islice((after for after in range(number + 1, len(lines) + 1) if lines[after - 1].strip()), 1)
            )
        for comment in _COMMENT.finditer(shown):
            codes = tuple(code for code in re.split(r"[\s,]+", comment[2]) if code)
            place = span_at(path, number, comment.start() + 1, len(comment[0]))
            found.append(Suppression(place, codes, (comment[3] or "").strip(), covered))
    return tuple(found)


def suppressions_in(source: SourceFile) -> tuple[Suppression, ...]:
    """The suppressions that comments in a file state."""
    held = MARK in source.data
    return suppressions(source.path, source.data.decode("utf-8", "replace")) if held else ()


def comments_in(texts: Mapping[str, str]) -> Comments:
    """The suppressions in ``texts`` (by path), of those that have any."""
    return {path: found for path, text in texts.items() if (found := suppressions(path, text))}


def suppress(
    diagnostics: Iterable[Diagnostic],
    comments: Comments,
    settings: Iterable[IgnoredFindings] = (),
    not_looked_for: Collection[str] = (),
    settings_apply: bool = True,
) -> Suppressed:
    """``diagnostics`` without those that ``comments`` (by path) and ``settings`` suppress.

    A suppression without a reason suppresses nothing. One that was of no use is reported, unless what it
    speaks of was ``not_looked_for`` this time, or it stands in settings that were not written for what was
    checked (they do not ``settings_apply``).
    """
    counts = {comment: 0 for own in comments.values() for comment in own if comment.reason and comment.codes}
    for ignored in settings:
        counts[Suppression(ignored.span, ignored.codes, ignored.reason)] = 0
    covering: dict[tuple[str, int, str], Suppression] = {}
    for comment in counts:
        for place in product([comment.span.path], comment.lines, comment.codes):
            covering.setdefault(place, comment)
    globs = [
        (ignored.files, Suppression(ignored.span, ignored.codes, ignored.reason)) for ignored in settings
    ]
    left: list[Diagnostic] = []
    for diagnostic in diagnostics:
        path, code = diagnostic.span.path, diagnostic.code
        fits = covering.get((path, diagnostic.span.start.line, code)) or next(
            (one for glob, one in globs if code in one.codes and fnmatchcase(path, glob)), None
        )
        if fits is None:
            left.append(diagnostic)
        else:
            counts[fits] += 1
    left += [_unreasoned(comment) for own in comments.values() for comment in own if comment not in counts]
    idle = [one for one, count in counts.items() if not count and (one.lines or settings_apply)]
    left += [_unused(one) for one in idle if not set(one.codes).intersection(not_looked_for)]
    return Suppressed(in_order(left), tuple((one, count) for one, count in counts.items() if count))


def _unreasoned(comment: Suppression) -> Diagnostic:
    what = "a reason" if comment.codes else "the code of a finding"
    hint = "write it as `clewline-ignore link-missing: the note is still to come`"
    return Diagnostic(
        "suppression-reason", f"this suppression lacks {what}, so it suppresses nothing", comment.span, hint
    )


def _unused(one: Suppression) -> Diagnostic:
    unknown = next((code for code in one.codes if code not in RULES), "")
    near = nearest(unknown, RULES, 70) if unknown else ""
    hint = f"did you mean {near}?" if near else "take it out"
    return Diagnostic(
        "suppression-unused",
        f"nothing is suppressed here: there is no {' or '.join(one.codes)}",
        one.span,
        hint,
    )

"""Findings about a built site as diagnostics with exact places."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from clewline.check.addresses import asked_as
from clewline.check.extract import decoded
from clewline.check.places import places, repeated_places
from clewline.check.site import Finding
from clewline.diagnostics.diagnostic import Diagnostic, Related, in_order
from clewline.text.spans import Span, file_start

SHARED = 20
"""What is wrong on more pages than this comes from a template, and at more places of a file from a program:
it is reported once.
"""

Read = Callable[[str], bytes]
"""Gives the bytes of a file of the site."""


def diagnose(findings: Iterable[Finding], read: Read) -> tuple[Diagnostic, ...]:
    """A diagnostic for each place of each finding, in order."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.code, finding.message), []).append(finding)
    pages: dict[str, list[tuple[Finding, tuple[Related, ...], str]]] = {}
    for group in alike.values():
        group.sort(key=lambda finding: finding.page)
        others = tuple(dict.fromkeys(finding.page for finding in group))[1:]
        for finding in group[: 1 if len(others) >= SHARED else None]:
            pages.setdefault(finding.page, []).append((finding, *_shared(others)))
    return in_order(diagnostic for page, found in pages.items() for diagnostic in _in_page(page, found, read))


def use_places(uses: Mapping[str, Iterable[str]], read: Read) -> dict[str, tuple[Span, ...]]:
    """Where each of the addresses that are the keys of ``uses`` stands in the pages that use it."""
    wanted: dict[str, set[str]] = {}
    for address, pages in uses.items():
        for page in pages:
            wanted.setdefault(page, set()).add(address)
    found: dict[str, list[Span]] = {address: [] for address in uses}
    for page, addresses in wanted.items():
        for use, spans in places(page, decoded(read(page)), None).items():
            if (whole := asked_as(use.address)) in addresses:
                found[whole].extend(spans)
    return {address: tuple(spans) for address, spans in found.items()}


def _shared(others: Sequence[str]) -> tuple[tuple[Related, ...], str]:
    """The other places of a finding that many pages share, and a word on how many they are."""
    if len(others) < SHARED:
        return (), ""
    related = tuple(Related(file_start(page), "here too") for page in others[:3])
    return related, f" (the same on {len(others)} other pages: it comes from a template)"


def _in_page(
    page: str, found: list[tuple[Finding, tuple[Related, ...], str]], read: Read
) -> Iterator[Diagnostic]:
    wanted = {finding.use for finding, _, _ in found if finding.use}
    names = {finding.repeated for finding, _, _ in found if finding.repeated}
    text = decoded(read(page)) if wanted or names else ""
    used = places(page, text, wanted) if wanted else {}
    repeated = repeated_places(page, text, names) if names else {}
    for finding, related, word in found:
        if finding.repeated:
            first, *others = repeated[finding.repeated]
            spans, related = tuple(others) or (first,), (*related, Related(first, "the first one"))
        else:
            spans = used[finding.use] if finding.use else (file_start(page),)
        if len(spans) > SHARED:
            word = f" (the same at {len(spans) - 1} other places of this file){word}"
        for span in spans[: 1 if len(spans) > SHARED else None]:
            yield Diagnostic(finding.code, finding.message, span, finding.hint + word, related)

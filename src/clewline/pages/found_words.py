"""Words of a line that were found in a note, tied to where they were found: both ends have the same number.

In the synthesis such words are a link. It leads to the words in the card or, where only the body of the note
has them, to its page; the card then quotes the passage.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from clewline.content.model import Document, Hole, HoleKind, Link, LinkKind, Passage, Rich, Role
from clewline.evidence import ClaimKind
from clewline.pages.compact import reach
from clewline.pages.evidence import Evidence
from clewline.pages.filled import Filled, FoundView
from clewline.pages.holes import escaped
from clewline.pages.part_models import CardView, QuotedView, WeaveBlock
from clewline.pages.source_cards import Weave
from clewline.pages.traced import Hop, Traced, Words, is_telling
from clewline.pages.views import Views

_LONGEST = 320
_WITH_MARK = re.compile(r"\S*[\"']\S*")
"""A word with a straight quotation mark or apostrophe, which a page may show as another."""
_DOUBLE, _SINGLE = '(?:"|&#34;|&quot;)', "(?:'|&#39;)"
_OPENING = re.compile(r"<[a-z][a-z0-9]*(?=[\s>])")


class Spot(NamedTuple):
    """Where words stand in HTML with holes: in which of its parts, from where to where."""

    part: int
    start: int
    end: int


class Ends(NamedTuple):
    """The numbers of the places where anything of a line was found, those of them that its cards show, and
    the numbers of the cards by note.
    """

    numbers: Mapping[Words, int]
    shown: frozenset[int]
    cards: Mapping[str, int]


def with_found_words(woven: Weave, line: Document, evidence: Evidence, views: Views) -> Weave:
    """``woven``, the weave of ``line``, with the words tied that were found in its ``evidence``."""
    found = [one for one in evidence.traced(line.path) if _is_shown(one)]
    places = dict.fromkeys(one.words for one in found if one.words)
    numbers = {words: number for number, words in enumerate(places, 1)}
    notes = {views.url(words.path): words.path for words in places}
    shown: set[int] = set()

    def with_card(card: CardView) -> CardView:
        note = notes.get(card.href)
        if card.again or note is None:
            return card
        mine = {words: number for words, number in numbers.items() if words.path == note}
        return _in_card(card, evidence.summary_passage(note), mine, shown, evidence)

    blocks = [block._replace(cards=tuple(map(with_card, block.cards))) for block in woven.blocks]
    cards = {notes[card.href]: card.number for card in woven.sources if card.href in notes}
    ends = Ends(numbers, frozenset(shown), cards)
    linked = tuple(
        _linked(
            block,
            place,
            line,
            [one for one in found if evidence.passage(line.path, one.passage).block == place],
            ends,
            evidence,
            views,
        )
        for place, block in enumerate(blocks)
    )
    sources = tuple(card for block in linked for card in block.cards if not card.again)
    return woven._replace(blocks=linked, sources=sources)


def _is_shown(one: Traced) -> bool:
    found = one.hop is Hop.CARDS and one.words is not None and one.words.passage >= 0 and not one.trace.code
    return found and (one.trace.kind is ClaimKind.QUOTATION or is_telling(one.trace))


def _in_card(
    card: CardView, gist: int, places: Mapping[Words, int], shown: set[int], evidence: Evidence
) -> CardView:
    """``card`` with the words at these places marked in its summary, which is the passage number ``gist``,
    and the passages of the others quoted; adds to ``shown`` the numbers of those that are marked.
    """
    marks: list[tuple[Spot, str, str]] = []
    others: dict[int, tuple[Passage, list[tuple[Words, int]]]] = {}
    for words, number in places.items():
        passage, spot = evidence.passage(words.path, words.passage), None
        if words.passage == gist:
            said = passage.text
            spot = spot_of(card.gist.parts, said[words.start : words.end], said[: words.start])
        if spot:
            marks.append((spot, f'<span class="found t{number}" id="t{number}">', "</span>"))
            shown.add(number)
        elif passage.role is not Role.TITLE:
            others.setdefault(words.passage, (passage, []))[1].append((words, number))
    return card._replace(
        gist=card.gist._replace(parts=put_in(card.gist.parts, marks)),
        quoted=tuple(_quoted(card, *others[number]) for number in sorted(others)),
    )


def _quoted(card: CardView, passage: Passage, held: Sequence[tuple[Words, int]]) -> QuotedView:
    """As much of a passage as a card has room for, round the first of the words in it."""
    said = passage.text
    marks = sorted((words.start, words.end, number) for words, number in held)
    start = max(min(marks[0][0] - _LONGEST // 3, len(said) - _LONGEST), 0)
    start = said.rfind(" ", 0, start + 1) + 1
    end = min(max(start + _LONGEST, marks[0][1]), len(said))
    end = max(said.rfind(" ", 0, end), marks[0][1]) if end < len(said) else end
    pieces: list[tuple[str, int]] = [("… " if start else "", 0)]
    at = start
    for first, last, number in marks:
        if at <= first and last <= end:
            pieces += [(said[at:first], 0), (said[first:last], number)]
            at = last
    pieces.append((said[at:end] + (" …" if end < len(said) else ""), 0))
    return QuotedView(passage_href(card.href, passage), tuple(piece for piece in pieces if piece[0]))


def passage_href(page: str, passage: Passage, words: str = "") -> str:
    """The address of a passage on the page of its note; browsers that know how also mark the ``words``, or as
    many of them as the page shows just as they were written.
    """
    anchor = f"p{passage.block + 1}" if passage.block >= 0 else "main"
    words = max(_WITH_MARK.split(words), key=len).strip()
    # A hyphen, a comma and an ampersand have a meaning of their own in a text fragment.
    return f"{page}#{anchor}" + (f":~:text={quote(words, safe='').replace('-', '%2D')}" if words else "")


def with_ids(blocks: Iterable[Filled]) -> tuple[Filled, ...]:
    """The blocks of a note, each with the id that `passage_href` names."""
    return tuple(_with_id(block, f"p{number}") for number, block in enumerate(blocks, 1))


def _with_id(block: Filled, name: str) -> Filled:
    """``block`` with an id on the element that it begins with; sanitising has left no other there."""
    place = next((place for place, part in enumerate(block.parts) if isinstance(part, str)), -1)
    opening = block.parts[place] if place >= 0 else None
    found = _OPENING.match(opening) if isinstance(opening, str) else None
    if not isinstance(opening, str) or found is None:
        return block
    first = f'{found[0]} id="{name}"{opening[found.end() :]}'
    return block._replace(parts=(*block.parts[:place], first, *block.parts[place + 1 :]))


def _linked(
    block: WeaveBlock,
    place: int,
    line: Document,
    found: Sequence[Traced],
    ends: Ends,
    evidence: Evidence,
    views: Views,
) -> WeaveBlock:
    """A block of the synthesis in which the words that were ``found`` are links."""
    if not found:
        return block
    before: dict[int, str] = {}
    said = ""
    for number, passage in enumerate(evidence.texts[line.path]):
        if passage.block == place:
            before[number] = said
            said += passage.text + "\n"
    filled = block.block
    added = list(filled.views)
    links = line.links[reach(views.bodies[line.path].blocks[place].parts)[0] :]
    marks: list[tuple[Spot, Hole, Hole]] = []
    for one in found:
        assert one.words is not None
        passage = evidence.passage(line.path, one.passage)
        words = passage.text[one.trace.start : one.trace.end]
        ahead = before[one.passage] + passage.text[: one.trace.start]
        spot = spot_of(filled.parts, words, ahead, said, links)
        if spot is None:
            continue
        number = ends.numbers[one.words]
        href = f"#t{number}" if number in ends.shown else _href(one.words, ends.cards, evidence, views)
        marks.append((spot, Hole(HoleKind.OPEN, len(added)), Hole(HoleKind.CLOSE, len(added))))
        added.append(FoundView(href, number))
    return block._replace(block=filled._replace(parts=put_in(filled.parts, marks), views=tuple(added)))


def _href(words: Words, cards: Mapping[str, int], evidence: Evidence, views: Views) -> str:
    """Where words stand that no card marks: in the title of one, or on the page of their note."""
    passage = evidence.passage(words.path, words.passage)
    if passage.role is Role.TITLE and words.path in cards:
        return f"#s{cards[words.path]}"
    return passage_href(views.url(words.path), passage, passage.text[words.start : words.end])


def spot_of(parts: Rich, words: str, before: str, whole: str = "", links: Sequence[Link] = ()) -> Spot | None:
    """Where ``words`` stand in HTML whose plain text is ``before``, ``words`` and what follows.

    None where they cannot be told from the same words elsewhere, or where no link can stand: markup begins or
    ends in them, or they are in a link already. ``whole`` is all of the plain text, if it is known; ``links``
    are those of the holes.
    """
    spots = list(_spots(parts, words, links))
    number = _count(f"{before}{words}", words) - 1
    if number >= len(spots) or (whole and _count(whole, words) != len(spots)):
        return None
    spot, free = spots[number]
    return spot if free else None


def _count(said: str, words: str) -> int:
    """How often ``words`` stand in a text, also overlapping."""
    return sum(said.startswith(words, at) for at in range(len(said)))


def _spots(parts: Rich, words: str, links: Sequence[Link]) -> Iterator[tuple[Spot, bool]]:
    """Every place of ``words`` in the text of ``parts``, and whether a link can stand there."""
    linked = 0
    wanted = _as_html(words)
    for index, part in enumerate(parts):
        if not isinstance(part, str):
            linked += {HoleKind.OPEN: 1, HoleKind.CLOSE: -1}.get(part.kind, 0)
            link = links[part.index] if part.kind is HoleKind.LINK and part.index < len(links) else None
            if link and link.kind is LinkKind.WIKI:
                yield from [(Spot(index, 0, 0), False)] * _count(link.label, words)
            continue
        found = wanted.search(part)
        while found:
            at = found.start()
            if part.rfind("<", 0, at) <= part.rfind(">", 0, at) and not _covered(part, at):
                raw = part.count("<a ", 0, at) - part.count("</a>", 0, at)
                yield Spot(index, at, found.end()), not linked and raw <= 0
            found = wanted.search(part, at + 1)


def _as_html(words: str) -> re.Pattern[str]:
    """``words`` in HTML, where a quotation mark may stand as a sign or by its name."""
    return re.compile(re.escape(escaped(words)).replace(r"\&\#34;", _DOUBLE).replace(r"\&\#39;", _SINGLE))


def _covered(html: str, at: int) -> bool:
    """Whether code or a formula stands at ``at``, which is no part of the plain text."""
    return any(html.rfind(f"<{name}", 0, at) > html.rfind(f"</{name}>", 0, at) for name in ("code", "math"))


def put_in(parts: Rich, marks: Sequence[tuple[Spot, str | Hole, str | Hole]]) -> Rich:
    """``parts`` with something before and after each of these places; of those that overlap, the first
    counts.
    """
    chosen: list[tuple[Spot, str | Hole, str | Hole]] = []
    for mark in sorted(marks, key=lambda mark: (mark[0].part, mark[0].start, -mark[0].end)):
        if not chosen or chosen[-1][0].part < mark[0].part or chosen[-1][0].end <= mark[0].start:
            chosen.append(mark)
    made: list[str | Hole] = []
    for index, part in enumerate(parts):
        here = [mark for mark in chosen if mark[0].part == index]
        if not here or not isinstance(part, str):
            made.append(part)
            continue
        at = 0
        for spot, before, after in here:
            made += [part[at : spot.start], before, part[spot.start : spot.end], after]
            at = spot.end
        made.append(part[at:])
    return tuple(joined(piece for piece in made if piece))


def joined(pieces: Iterable[str | Hole]) -> Iterator[str | Hole]:
    """``pieces`` with texts that follow one another as one."""
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if run:
            yield "".join(run)
            run = []
        yield piece
    if run:
        yield "".join(run)

"""HTML with holes to finished HTML: every hole is filled with its view.

There are four ways to show the same text: as the text of the page (`html`), as a piece of another document
(`quoted`), as words inside a link or heading (`phrase`), and as plain text (`text`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from markupsafe import Markup, escape

from clewline.content.model import ALONE, PROGRAMS, WITHIN, Hole, HoleKind
from clewline.pages.filled import (
    ChipView,
    CiteView,
    ClaimView,
    EmbedView,
    Filled,
    FoundView,
    ImageView,
    LinkState,
    LinkView,
    MediaView,
    View,
)
from clewline.pages.models import LinePage, Page

_TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_RICH = re.compile(r"<(?!/|(?:p|h[1-6]|ul|ol|li|blockquote|em|strong|a|sup|sub|br)[\s>])")
_LINK_TAG = re.compile(r"""</?a(?=[\s>])(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)


def escaped(text: str) -> str:
    """``text`` as HTML. To look for each sign in turn is several times as fast as to make `Markup` of every
    text.
    """
    return (
        str(escape(text)) if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text else text
    )


class Words(NamedTuple):
    """The words that filling needs, taken from the theme; ``{}`` stands for a number or a stance. Those of
    the stances are by name.
    """

    source: str
    source_stance: str
    stances: Mapping[str, str]
    missing: str
    passage: str
    drawn: str
    asked: str
    footnote: str
    footnote_back: str


class _Way(NamedTuple):
    """How a text is shown: the way to the site's root, the words, the claims of the page, what may appear."""

    root: str
    words: Words
    claims: Sequence[ClaimView | None]
    ids: bool
    chips: bool


def html(filled: Filled, page: Page, words: Words) -> Markup:
    """``filled`` as part of the text of ``page``: with anchors, footnotes, and the claims of a line."""
    claims = page.claims if isinstance(page, LinePage) else ()
    return Markup(_fill(filled, _Way(page.root, words, claims, True, True)))


def quoted(filled: Filled, page: Page, words: Words) -> Markup:
    """``filled`` as shown apart from its text (a deck, a summary): links work, but there are no ids,
    footnotes or claims.
    """
    return Markup(_fill(filled, _Way(page.root, words, (), False, isinstance(page, LinePage))))


def phrase(filled: Filled) -> Markup:
    """``filled`` as words with their emphasis but without links, to stand in a link or a heading."""
    if len(filled.parts) == 1 and isinstance(only := filled.parts[0], str) and "<" not in only:
        return Markup(only.strip())
    pieces: list[str] = []
    for part in filled.parts:
        if isinstance(part, str):
            pieces.append(_LINK_TAG.sub("", part) if "<a" in part or "<A" in part else part)
        else:
            _say(part, filled, pieces)
    return Markup("".join(pieces).strip())


def text(filled: Filled) -> str:
    """``filled`` as plain text: no markup, no chips, links as their words, white space collapsed."""
    if (
        len(filled.parts) == 1
        and isinstance(only := filled.parts[0], str)
        and "<" not in only
        and "&" not in only
    ):
        return " ".join(only.split())
    pieces: list[str] = []
    for part in filled.parts:
        if isinstance(part, str):
            pieces.append(part)
        else:
            _say(part, filled, pieces)
    return " ".join(unescape(_TAG.sub("", "".join(pieces))).split())


def rich(blocks: Iterable[Filled]) -> bool:
    """Whether ``blocks`` hold more than paragraphs, headings, lists and quotations, so that they need the
    styles for all that authors can write.
    """
    for block in blocks:
        if any(_RICH.search(part) for part in block.parts if isinstance(part, str)):
            return True
        if any(isinstance(view, EmbedView | ImageView | MediaView) for view in block.views):
            return True
    return False


def _say(hole: Hole, filled: Filled, pieces: list[str]) -> None:
    """Adds the words of a hole, escaped. A chip without words also takes the space before it."""
    if hole.kind is HoleKind.CITE:
        labels = [view.label for view in cites(hole, filled)]
        if labels:
            pieces.append(escaped(f"({'; '.join(labels)})"))
    elif hole.kind is HoleKind.LINK:
        view = _view(filled, hole.index)
        if isinstance(view, LinkView | ChipView):
            if not view.text:
                _tighten(pieces)
            pieces.append(escaped(view.text))
        elif isinstance(view, ImageView):
            pieces.append(escaped(view.alt))
        elif isinstance(view, EmbedView | MediaView):
            pieces.append(escaped(view.title))


def _fill(filled: Filled, way: _Way) -> str:
    pieces: list[str] = []
    for part in filled.parts:
        if isinstance(part, str):
            pieces.append(part)
            continue
        kind = part.kind
        if kind is HoleKind.LINK:
            _link(part, filled, way, pieces)
        elif kind is HoleKind.CLAIM_OPEN:
            if claim := _claim(way, part.index):
                pieces.append(_open_claim(claim))
        elif kind is HoleKind.CLAIM_CLOSE:
            if _claim(way, part.index):
                pieces.append("</span>")
        elif kind is HoleKind.OPEN:
            pieces.append(_around(_view(filled, part.index), way)[0])
        elif kind is HoleKind.CLOSE:
            view = _view(filled, part.index)
            pieces.append(_around(view, way)[1])
            if isinstance(view, ChipView):
                pieces.append(_chip(view, way))
        elif kind is HoleKind.PASSAGE:
            view = _view(filled, part.index)
            if isinstance(view, CiteView) and view.passage:
                words = escaped(way.words.passage)
                pieces.append(
                    f' <a class="external passage" rel="noopener" href="{escaped(view.passage)}">{words}</a>'
                )
        elif kind is HoleKind.PROGRAM:
            program = PROGRAMS[part.index]
            words = way.words.drawn if program.draws else way.words.asked
            pieces.append(escaped(_put(words, program.name)))
        elif kind is HoleKind.CITE:
            if views := cites(part, filled):
                pieces.append(f'<span class="refs">({"; ".join(_cite(view, way) for view in views)})</span>')
        elif way.ids:
            pieces.append(_place(part, filled, way))
    return "".join(pieces)


def _view(filled: Filled, index: int) -> View | None:
    return filled.views[index] if index < len(filled.views) else None


def cites(hole: Hole, filled: Filled) -> list[CiteView]:
    """The references of a bracket that are shown."""
    return [view for view in filled.views[hole.index : hole.index + hole.extra] if isinstance(view, CiteView)]


def _link(hole: Hole, filled: Filled, way: _Way, pieces: list[str]) -> None:
    """Adds a whole link, citation, image or embed to ``pieces``."""
    view = _view(filled, hole.index)
    if view is None:
        return
    if hole.extra == WITHIN:
        # A link cannot stand in a link: the outer one has the words of the inner.
        pieces.append(_image(view, way) if isinstance(view, ImageView) else escaped(_words(view)))
    elif isinstance(view, ChipView):
        if view.text:
            pieces.append(f'<a href="{escaped(way.root + view.href)}">{escaped(view.text)}</a>')
        else:
            _tighten(pieces)
        pieces.append(_chip(view, way))
    elif isinstance(view, LinkView):
        before, after = _around(view, way)
        pieces.append(f"{before}{escaped(view.text)}{after}")
    elif isinstance(view, ImageView):
        pieces.append(_image(view, way))
    elif isinstance(view, MediaView):
        pieces.append(_media(view, way))
    elif isinstance(view, CiteView):
        pieces.append(_cite(view, way))
    elif not isinstance(view, EmbedView):
        return
    elif hole.extra == ALONE:
        pieces.append(_embed(view, way))
    else:
        # A section cannot stand in a paragraph: among words an embed is a link.
        pieces.append(f'<a href="{escaped(way.root + view.href)}">{escaped(view.title)}</a>')


def _words(view: View) -> str:
    """The words of a link that cannot be one."""
    if isinstance(view, LinkView | ChipView):
        return view.text
    return view.title if isinstance(view, EmbedView | MediaView) else ""


def _tighten(pieces: list[str]) -> None:
    """Takes white space off the end of ``pieces``: a mark follows its word at once."""
    if pieces:
        pieces[-1] = pieces[-1].rstrip()


def _around(view: View | None, way: _Way) -> tuple[str, str]:
    """The tags around the words of a link."""
    if isinstance(view, ChipView):
        return f'<a href="{escaped(way.root + view.href)}">', "</a>"
    if isinstance(view, FoundView) and way.chips:
        href = view.href if view.href.startswith("#") else way.root + view.href
        return f'<a class="found t{view.number}" href="{escaped(href)}">', "</a>"
    if not isinstance(view, LinkView):
        return "", ""
    if view.state is LinkState.FOUND:
        return f'<a href="{escaped(way.root + view.href)}">', "</a>"
    if view.state is LinkState.EXTERNAL:
        return f'<a class="external" rel="noopener" href="{escaped(view.href)}">', "</a>"
    if view.state is LinkState.BROKEN:
        return '<span class="broken">', _missing(way)
    return "", ""


def _missing(way: _Way) -> str:
    """What follows the words of a broken link: a sign to be seen is set by the style sheet, one to be heard
    stands here.
    """
    return f'<span class="vh"> ({escaped(way.words.missing)})</span></span>'


def _chip(view: ChipView, way: _Way) -> str:
    """The numbered mark of a citation; none where its card is not on the page."""
    if not way.chips or not view.number:
        return ""
    stance = way.words.stances.get(view.stance, "") if view.stance else ""
    if not stance:
        return (
            f'<a class="cite" href="#s{view.number}" '
            f'aria-label="{escaped(_put(way.words.source, view.number))}">{view.number}</a>'
        )
    label = _put(_put(way.words.source_stance, view.number), stance)
    return (
        f'<a class="cite {view.stance}" href="#s{view.number}" '
        f'aria-label="{escaped(label)}">{view.number}</a>'
    )


def _put(words: str, value: object) -> str:
    """``words`` with the first ``{}`` replaced."""
    return words.replace("{}", str(value), 1)


def _cite(view: CiteView, way: _Way) -> str:
    if not view.href:
        return f'<span class="broken">{escaped(view.label)}{_missing(way)}'
    return f'<a href="{escaped(way.root + view.href)}">{escaped(view.label)}</a>'


def _image(view: ImageView, way: _Way) -> str:
    size = f' width="{view.width}"' if view.width else ""
    size += f' height="{view.height}"' if view.height else ""
    source = escaped(_source(view.src, way))
    return f'<img loading="lazy" decoding="async" src="{source}" alt="{escaped(view.alt)}"{size}>'


def _source(address: str, way: _Way) -> str:
    """Where a page finds a file of the site, or of another host."""
    return address if address.startswith(("data:", "https:")) else way.root + address


def _media(view: MediaView, way: _Way) -> str:
    """A film, a sound or a document, with a link to it for who cannot see it here."""
    source, title = escaped(_source(view.src, way)), escaped(view.title)
    link = f'<a href="{source}">{title}</a>'
    if view.kind == "frame":
        # The page in the frame may run, but not lead this one elsewhere nor learn which it is.
        rights = "allow-scripts allow-same-origin allow-popups allow-presentation"
        return (
            f'<iframe class="frame" loading="lazy" sandbox="{rights}" referrerpolicy="no-referrer" '
            f'allow="fullscreen" src="{source}" title="{title}"></iframe> {link}'
        )
    if view.kind == "pdf":
        return f'<iframe class="pdf" loading="lazy" src="{source}" title="{title}"></iframe> {link}'
    return f'<{view.kind} controls preload="none" src="{source}" aria-label="{title}">{link}</{view.kind}>'


def _embed(view: EmbedView, way: _Way) -> str:
    """A piece of another document: its links work, but it brings no ids, claims or marks of its own."""
    inside = way._replace(claims=(), ids=False, chips=False)
    blocks = "".join(_fill(block, inside) for block in view.blocks)
    title = f'<p class="embed-title"><a href="{escaped(way.root + view.href)}">{escaped(view.title)}</a></p>'
    return f'<section class="embed">{title}{blocks}</section>'


def _claim(way: _Way, index: int) -> ClaimView | None:
    return way.claims[index] if index < len(way.claims) else None


def _open_claim(claim: ClaimView) -> str:
    classes = "".join(f" k{item}" for item in claim.items)
    sources = " ".join(map(str, claim.sources))
    return f'<span class="claim{classes}" id="c{claim.number}" data-s="{sources}">'


def _place(hole: Hole, filled: Filled, way: _Way) -> str:
    """A hole that has an id: an anchor, a footnote's mark or the way back from it."""
    if hole.kind is HoleKind.ANCHOR:
        return f'<span class="anchor" id="{escaped(filled.anchors[hole.index])}"></span>'
    number, use = hole.index, hole.extra
    mark = f"fnref{number}" if use < 2 else f"fnref{number}-{use}"
    if hole.kind is HoleKind.FOOTNOTE:
        label = escaped(_put(way.words.footnote, number))
        return (
            f'<sup class="fnref"><a id="{mark}" href="#fn{number}" role="doc-noteref" '
            f'aria-label="{label}">{number}</a></sup>'
        )
    if not use:
        return f'<span id="fn{number}"></span>'
    name = f' id="fn{number}"' if use < 2 else ""
    return (
        f'<a class="fnback"{name} href="#{mark}" role="doc-backlink" '
        f'aria-label="{escaped(way.words.footnote_back)}">↩\ufe0e</a>'
    )


def spoken(filled: Filled, language: str) -> Filled:
    """``filled``, marked as what is said in ``language`` (a tag; empty: that of the site)."""
    if not language or not filled.parts:
        return filled
    return filled._replace(parts=(f'<span lang="{language}">', *filled.parts, "</span>"))


def plain_filled(words: str) -> Filled:
    """Plain text as something that can be shown."""
    from markupsafe import escape

    return Filled((str(escape(words)),) if words else ())

"""Finding the place that an address points to: ids, names, and quoted words in an HTML page.

Quoted words are text fragments (https://wicg.github.io/scroll-to-text-fragment/):
``#:~:text=[prefix-,]start[,end][,-suffix]``.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from clewline.check.tags import too_intricate

PAGE_BYTES = 2 * 1024 * 1024
"""The part of a page in which a place is looked for."""

_DIRECTIVE = ":~:"
_HIDDEN = frozenset(("script", "style", "noscript", "template", "head", "title"))
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "math", "mi", "mn", "mo", "ms", "mtext",
    "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))
# fmt: on
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_TYPE_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
# Places that scripts make: routes, and at forges lines of source code and comments.
_BY_SCRIPT = re.compile(r"[!/]|L\d+(C\d+)?(-L?\d+(C\d+)?)?\Z|lines?-\d+|(issue|discussion)(comment-|_r)\d+")
_SHELL = 200
# Browsers, too, take one kind of quotation mark for another, and do not see soft hyphens and joiners.
_FOLDED = str.maketrans(
    dict.fromkeys("‘’‚‛", "'")
    | dict.fromkeys("“”„‟", '"')
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060", "")
)


class Words(NamedTuple):
    """One text directive: words in a page, and their neighbours, which tell one occurrence from another."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


class Place(NamedTuple):
    """What the fragment of an address points to."""

    id: str
    words: tuple[Words, ...]


class Page:
    """An HTML page that can be searched."""

    def __init__(self, data: bytes, content_type: str) -> None:
        html = _decoded(data, content_type)
        self.too_intricate = too_intricate(html)
        """Whether building the page would take minutes; such a page is taken as empty."""
        self._tree = LexborHTMLParser("" if self.too_intricate else html)
        self._text: str | None = None

    def has_id(self, wanted: str) -> bool:
        """Whether an element carries this id, or an anchor this name."""
        names = {wanted, unquote(wanted), f"user-content-{unquote(wanted)}"}
        for node in self._tree.css("[id], [name]"):
            marks = node.attributes
            if marks.get("id") in names or marks.get("name") in names:
                return True
        return False

    def has_words(self, words: Words) -> bool:
        """Whether the visible text holds the words, with their neighbours, whatever the case and white
        space.
        """
        text = self.text
        at = 0
        while (found := _find(text, words.start, at)) >= 0:
            at = found + 1
            if words.prefix and not _ends_with(
                text[max(found - len(words.prefix) - 2, 0) : found].rstrip(), words.prefix
            ):
                continue
            end = found + len(words.start)
            while words.end:
                last = _find(text, words.end, end)
                if last < 0:
                    return False
                end = last + len(words.end)
                if not words.suffix or _begins_with(
                    text[end : end + len(words.suffix) + 2].lstrip(), words.suffix
                ):
                    return True
            if not words.suffix or _begins_with(
                text[end : end + len(words.suffix) + 2].lstrip(), words.suffix
            ):
                return True
        return False

    @property
    def text(self) -> str:
        """The visible text in the form in which words are compared."""
        if self._text is None:
            self._text = _comparable(_visible(self._tree.body))
        return self._text

    @property
    def is_shell(self) -> bool:
        """Whether the page has hardly any text and is filled by a script."""
        return len(self.text) < _SHELL and self._tree.css_first("script") is not None


def place_of(fragment: str) -> Place:
    """What ``fragment`` (without ``#``) points to; an id that only a script can find is left out."""
    id_, found, directives = fragment.partition(_DIRECTIVE)
    if id_.lower() == "top" or _BY_SCRIPT.match(id_):
        id_ = ""
    texts = (
        [part.removeprefix("text=") for part in directives.split("&") if part.startswith("text=")]
        if found
        else []
    )
    words = (_directive(text) for text in texts)
    return Place(id_, tuple(each for each in words if each.start))


def missing_from(page: Page, place: Place) -> str:
    """What ``page`` lacks of ``place``, as the end of a sentence that begins with the address; empty when all
    is there.

    One text directive that is found is enough: a browser scrolls to the first that it finds.
    """
    if place.id and not page.has_id(place.id):
        return f"has no place called #{unquote(place.id)[:80]}"
    if place.words and not any(page.has_words(words) for words in place.words):
        quoted = place.words[0].start
        return (
            f"does not hold the words “{quoted[:80]}{'…' if len(quoted) > 80 or place.words[0].end else ''}”"
        )
    return ""


def is_html(content_type: str) -> bool:
    """Whether a page of this type can be searched."""
    return content_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def _directive(text: str) -> Words:
    parts = text.split(",")
    prefix = parts.pop(0)[:-1] if len(parts) > 1 and parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if len(parts) > 1 and parts[-1].startswith("-") else ""
    start, end = (*parts, "")[:2]
    return Words(*(_comparable(unquote(part)) for part in (start, end, prefix, suffix)))


def _comparable(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDED).casefold().split())


def _find(text: str, wanted: str, start: int) -> int:
    """Where ``wanted`` stands in ``text`` as whole words, from ``start`` on; -1 when it does not."""
    while (found := text.find(wanted, start)) >= 0:
        end = found + len(wanted)
        inside = (found > 0 and _joined(text[found - 1], wanted[0])) or (
            end < len(text) and _joined(wanted[-1], text[end])
        )
        if not inside:
            return found
        start = found + 1
    return -1


def _joined(left: str, right: str) -> bool:
    # Scripts that put no spaces between words have no letter case; there, any place may begin a word.
    return (
        left.isalnum()
        and right.isalnum()
        and "Lo" not in (unicodedata.category(left), unicodedata.category(right))
    )


def _ends_with(text: str, wanted: str) -> bool:
    return text.endswith(wanted) and not (
        len(text) > len(wanted) and _joined(text[-len(wanted) - 1], wanted[0])
    )


def _begins_with(text: str, wanted: str) -> bool:
    return text.startswith(wanted) and not (
        len(text) > len(wanted) and _joined(wanted[-1], text[len(wanted)])
    )


def _decoded(data: bytes, content_type: str) -> str:
    declared = _TYPE_CHARSET.search(content_type)
    meta = _CHARSET.search(data[:1024])
    name = declared[1] if declared else meta[1].decode("ascii", "replace") if meta else "utf-8"
    try:
        return data.decode(name, "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _visible(body: LexborNode | None) -> str:
    """The text below ``body``; where a block begins or ends, words do not run together."""
    pieces: list[str] = []
    node, down = body, True
    while node is not None and body is not None:
        tag = node.tag or ""
        breaks = node.is_element_node and tag not in _INLINE
        if down:
            if node.is_text_node:
                pieces.append(node.text_content or "")
            elif breaks:
                pieces.append(" ")
            child = node.child if tag not in _HIDDEN else None
            if child is not None:
                node = child
                continue
        elif breaks:
            pieces.append(" ")
        if node.mem_id == body.mem_id:
            break
        following = node.next
        node, down = (following, True) if following is not None else (node.parent, False)
    return "".join(pieces)

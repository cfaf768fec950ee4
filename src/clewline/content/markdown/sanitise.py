"""Raw HTML in notes: a small allow list, by nh3."""

import re

import nh3

from clewline.text.schemes import SCHEMES

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "meter",
        "ol",
        "p",
        "pre",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_OTHERS = frozenset(
    (
        "acronym address applet area article aside audio base basefont bgsound big blink body button canvas"
        " center circle data datalist defs dialog dir ellipse embed fieldset font footer foreignobject form"
        " frame frameset g h1 head header hgroup html iframe image img input isindex label legend line link"
        " listing main map marquee math menu meta nav nobr noembed noframes noscript object optgroup option"
        " output param path picture plaintext polygon polyline rb rect rtc script search select slot source"
        " stop strike style svg symbol template text textarea title track tspan tt use video xmp"
    ).split()
)
"""What else a browser knows; what it does not know is no HTML, but text that was typed (``List<T>``)."""
_DROPPED_WITH_CONTENT = frozenset(
    (
        "script",
        "style",
        "template",
        "iframe",
        "object",
        "noscript",
        "title",
        "textarea",
        "select",
        "svg",
        "math",
    )
)
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "bdo": {"dir"},
    "col": {"span"},
    "details": {"open", "data-callout"},
    "div": {"data-callout", "tabindex"},
    "meter": {"value", "min", "max", "low", "high", "optimum"},
    "ol": {"start", "reversed"},
    "pre": {"tabindex"},
    "progress": {"value", "max"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_CLASSES = {
    "code": {"*"},
    "details": {"callout"},
    "div": {"callout", "callout-body", "scroll", "math"},
    "figure": {"unrun"},
    "li": {"task", "done"},
    "p": {"callout-title"},
    "pre": {"code"},
    "section": {"footnotes"},
    "summary": {"callout-title"},
    "td": {"left", "center", "right"},
    "th": {"left", "center", "right"},
}
# ``//host`` and ``https:host`` lead elsewhere than they seem to.
_DISGUISED = re.compile(r"[\s\x00-\x20]*(?:[/\\][\s\x00-\x20]*[/\\]|https?:(?!//))", re.IGNORECASE)
IDENTIFIED = re.compile(
    rf"""<(?:{"|".join(sorted(TAGS))}|h1)\s(?:[^<>]{{0,400}}?\s)?(?:id|(?<=<a\s)name)\s*=\s*(["']?)(?P<id>[^"'\s<>]+)\1""",
    re.IGNORECASE,
)
"""The opening tag of an element that stays, as far as the id that it gives itself; the ids themselves go."""
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute that may stay; a class only if it is one that this package itself writes."""
    if attribute == "tabindex":
        return value if value == "0" else None
    if attribute == "href" and _DISGUISED.match(value):
        return None
    if attribute != "class":
        return value
    if tag == "code" and re.fullmatch(r"language-[a-z0-9+#-]{1,32}", value):
        return value
    return " ".join(word for word in value.split() if word in _CLASSES.get(tag, ())) or None


_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(_DROPPED_WITH_CONTENT),
    attributes={
        tag: _ATTRIBUTES.get(tag, set()) | ({"class"} if tag in _CLASSES else set())
        for tag in {*_ATTRIBUTES, *_CLASSES}
    },
    attribute_filter=_kept,
    url_schemes=set(SCHEMES),
    link_rel="noopener",
)


def clean(html: str) -> str:
    """``html`` with only allowed elements, attributes and schemes, every element closed."""
    return _cleaner.clean(html)


def refused_tags(raw: str) -> tuple[str, ...]:
    """The names of elements in a piece of raw HTML that are not allowed, in order, each once."""
    names = (found[1].lower() for found in _TAG.finditer(raw))
    return tuple(dict.fromkeys(name for name in names if name not in TAGS))


def is_text(raw: str) -> bool:
    """Whether a tag in a sentence is that of no element that there is."""
    found = _TAG.match(raw)
    return found is not None and found[1].lower() not in TAGS | _OTHERS

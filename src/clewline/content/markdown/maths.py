"""TeX to MathML that a page can hold: no script, no style of its own, known elements and attributes only.

What the library says in inline styles, which a strict policy of pages refuses, is said in classes; the style
sheet ``assets/maths.css`` has their meaning. Lengths are taken to the nearest for which there is a class.
"""

import re
from functools import lru_cache
from xml.etree import ElementTree

from markupsafe import escape

from clewline.content.markdown.macros import boxes_in_colours, definitions, scripts_in_braces
from clewline.content.markdown.temml import TexError, render

LONGEST, DEEPEST = 10_000, 40
"""How many characters a formula may have, and how many groups may stand in one another: beyond that some
commands take longer and longer.
"""

_ELEMENTS = frozenset(
    (
        "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace "
        "msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none"
    ).split()
)
_ATTRIBUTES = frozenset(
    (
        "accent accentunder depth display displaystyle fence form height largeop linethickness lspace "
        "mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rspace "
        "scriptlevel separator stretchy symmetric voffset width"
    ).split()
)
_CLASSES = re.compile(
    r"tml-(?:left|right|jot|small|display|tageqn|tag|prime|vec|overline|underline|cancel|xcancel|cancelto|fbox"
    r"|shift-left|(?:sml|med|lrg)-pad|hat-[1-4]|tilde-[2-4])|chr-(?:sml|med|lrg)(?:-vec)?|upstrike|downstrike"
    r"|sout|mathscr|mathcal|menclose|textcircle|circle-pad|actuarial|longdiv-(?:top|arc)"
    r"|phasor-(?:bottom|angle)"
)
_STYLES = {
    "math-depth:0": "depth-0",
    "math-depth:2": "depth-2",
    "width:100%": "wide",
    "width:50%": "half",
    "width:7.5%": "narrow",
    "padding:0": "flush",
    "padding:3pt": "tml-fbox",
    "padding:0.3em": "padded",
    "position:relative": "lap",
    "position:absolute": "lapped",
    "justify-content:center": "centred",
    "transform:scaleX(-1)": "mirrored",
    "font-weight:bold": "bold",
    "text-align:left": "tml-left",
}
_STRUT = {"width": "0pt", "height": "0.5em"}
_SIDES = {"top": "t", "right": "r", "bottom": "b", "left": "l"}
_SIDE = re.compile(r"(padding|border|margin)-(top|right|bottom|left):(.+)")
_LENGTH = re.compile(r"(-?[\d.]+)(em|pt|ex|)")
_EMS = {"em": 1.0, "pt": 0.1, "ex": 0.43, "": 1.0}
_PADDINGS, _KERNS = (0, 1, 3, 4, 5, 10, 20), (1, 2, 3, 4, 5, 6, 9, 12, 18, 36)
_LINES = {"dashed": "dashed", "double": "double"}

_STARRED = re.compile(r"\\(begin|end)\{(align|alignat|equation|gather|multline)\}")
_FLUSH = re.compile(r"(\\(?:begin|end))\{flalign\*?\}")
_ROWS = re.compile(r"\\(begin|end)\{eqnarray\*?\}")
_SPLIT = re.compile(r"(\\(?:begin|end))\{split\}")
_OPERATOR = re.compile(r"\\DeclareMathOperator(\*?)\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{([^{}]*)\}")
_CHARACTER = re.compile(r"\\unicode\{\s*(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))\s*\}")
_PLACED = re.compile(r"(\\begin\{(?:aligned|gathered|alignedat|array|split)\})\s*\[[tbc]\]")
_PRESCRIPT = re.compile(r"\\prescript\s*(\{[^{}]*\})\s*(\{[^{}]*\})")
_HIDDEN = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])|\\label\s*\{[^{}]*\}")


@lru_cache(maxsize=2048)
def mathml(tex: str, display: bool, preamble: str = "") -> tuple[str, str]:
    """``tex`` as MathML, and what is wrong with it; if anything, the TeX itself as code. It may use the
    commands that ``preamble`` defines.
    """
    try:
        return _set(tex, display, _defined(preamble)), ""
    except TexError as error:
        return f"<code>{escape(tex)}</code>", str(error)


@lru_cache(maxsize=4)
def _defined(preamble: str) -> tuple[str, ...]:
    return tuple(map(_as_obsidian_reads, definitions(preamble)))


def _set(tex: str, display: bool, defined: tuple[str, ...]) -> str:
    if len(tex) > LONGEST:
        raise TexError(f"it has more than {LONGEST:,} characters")
    if _depth(tex) > DEEPEST:
        raise TexError(f"its groups stand more than {DEEPEST} deep in one another")
    written = render(_as_obsidian_reads(tex), display, defined)
    try:
        tree = ElementTree.fromstring(written)
    except ElementTree.ParseError as error:
        raise TexError("it holds characters that no page can hold") from error
    if tree.tag != "math":
        raise TexError("references to equations are not followed")
    return _written(tree)


def _depth(tex: str) -> int:
    """How deep braces, environments and pairs of fences stand in one another in ``tex``."""
    depth = deepest = 0
    for sign in re.findall(r"\\[{}\\]|[{}]|\\(?:begin|end|left|right)(?![A-Za-z])", tex):
        if sign in ("{", "\\begin", "\\left"):
            depth += 1
            deepest = max(deepest, depth)
        elif sign in ("}", "\\end", "\\right"):
            depth -= 1
    return deepest


def _as_obsidian_reads(tex: str) -> str:
    """``tex`` with what its author's program takes another way than Temml does: equations have no numbers but
    those that are written, and a few commands of MathJax.
    """
    tex = _HIDDEN.sub("", tex)
    tex = _PLACED.sub(r"\1", tex)
    tex = _PRESCRIPT.sub(r"\\prescript\2\1", tex)  # Temml takes the two for each other
    tex = _FLUSH.sub(r"\1{align*}", tex)  # the width of a page is no place for columns to be flush with
    tex = _SPLIT.sub(r"\1{aligned}", tex)  # the same, but of any number of columns
    tex = boxes_in_colours(scripts_in_braces(tex))
    tex = _STARRED.sub(r"\\\1{\2*}", tex)
    tex = _ROWS.sub(lambda row: r"\begin{array}{rcl}" if row[1] == "begin" else r"\end{array}", tex)
    tex = _CHARACTER.sub(_character, tex)
    return _OPERATOR.sub(lambda found: rf"\def{found[2]}{{\operatorname{found[1]}{{{found[3]}}}}}", tex)


def _character(found: re.Match[str]) -> str:
    point = int(found[1], 16) if found[1] else int(found[2])
    return rf"\text{{{chr(point)}}}" if 0x20 <= point < 0xD800 or 0xE000 <= point < 0x110000 else found[0]


def _written(element: ElementTree.Element) -> str:
    inside = "".join([str(escape(element.text or "")), *map(_with_tail, element)])
    if element.tag not in _ELEMENTS:
        return inside
    attributes = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
    if element.tag == "mspace" and attributes == _STRUT:
        # Under a higher roof the sign of a root, which is tall, does not hang below the line.
        attributes["height"] = "0.72em"
    classes = [name for name in element.get("class", "").split() if _CLASSES.fullmatch(name)]
    for declaration in element.get("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() == "color":
            attributes["mathcolor"] = value.strip()
        else:
            classes.append(_class_of(f"{name.strip()}:{value.strip()}"))
    if kept := " ".join(dict.fromkeys(filter(None, classes))):
        attributes["class"] = kept
    shown = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{element.tag}{shown}>{inside}</{element.tag}>"


def _with_tail(element: ElementTree.Element) -> str:
    return f"{_written(element)}{escape(element.tail or '')}"


def _class_of(declaration: str) -> str:
    """The class that stands for a declaration of style; empty for one that a page can do without."""
    if declaration in _STYLES:
        return _STYLES[declaration]
    found = _SIDE.fullmatch(declaration)
    if not found:
        return ""
    what, side, value = found[1], _SIDES[found[2]], found[3]
    if what == "border":
        return f"b{side}-{next((name for name in _LINES if name in value), 'solid')}"
    length = _LENGTH.fullmatch(value)
    if not length:
        return ""
    ems = float(length[1]) * _EMS[length[2]]
    if what == "padding":
        return f"p{side}-{_nearest(ems * 10, _PADDINGS)}" if side in "lr" else ""
    return f"kern-{_nearest(-ems * 18, _KERNS)}" if side == "l" and ems < 0 else ""


def _nearest(value: float, known: tuple[int, ...]) -> int:
    return min(known, key=lambda one: abs(one - value))

"""TeX to MathML, by latex2mathml: no script is needed to show it.

The library copies text and some attributes of the source unescaped, so its tree is written out here: known
elements, known attributes, everything escaped.
"""

from functools import lru_cache
from html import unescape
from typing import Any

from markupsafe import escape

_ELEMENTS = frozenset(
    (
        "math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot "
        "mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none"
    ).split()
)
_ATTRIBUTES = frozenset(
    (
        "accent accentunder align columnalign columnlines columnspacing depth display displaystyle fence "
        "form height largeop linethickness lspace mathvariant maxsize minsize movablelimits notation "
        "rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset width"
    ).split()
)
_OPERATORS = frozenset(
    "arg deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sup".split()
)


@lru_cache(maxsize=2048)
def mathml(tex: str, display: bool) -> tuple[str, bool]:
    """``tex`` as MathML, and whether it could be read; if not, the TeX itself as code."""
    from latex2mathml.converter import convert_to_element

    plain = f"<code>{escape(tex)}</code>"
    try:
        tree = convert_to_element(tex, display="block" if display else "inline")
    except Exception:  # the library has a class of exception for each fault, and raises plain ones for others
        return plain, False
    for element in tree.iter():
        # A command that the library does not know is copied as text; so are some names of functions.
        written = element.text or ""
        if len(written) > 1 and written.startswith("\\"):
            element.text = written[1:]
            if element.text not in _OPERATORS:
                return plain, False
    return _written(tree), True


def _written(element: Any) -> str:
    if element.tag not in _ELEMENTS:
        return "".join([str(escape(unescape(element.text or ""))), *map(_written, element)])
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in element.attrib.items() if name in _ATTRIBUTES
    )
    inside = "".join([str(escape(unescape(element.text or ""))), *map(_written, element)])
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"

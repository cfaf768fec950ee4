"""The few tags that CSL-JSON allows inside text, and text that is free of what no file should hold."""

import re

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>i|b|em|strong|sup|sub|sc)>"
    r"|<span (?:class=\"(?P<nocase>nocase)\"|style=\"font-variant: ?small-caps;?\")>|</span>",
    re.IGNORECASE,
)
"""A tag of CSL-JSON: groups ``name`` and ``close``, or ``nocase``; else the start of a span that means
nothing here, or the end of one.
"""
# C0, DEL and C1 controls, lone surrogates, and the private-use characters by which `format` marks tags.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue00f\ufffe\uffff]")


def fit(text: str) -> str:
    """``text`` on one line, without control characters and unpaired surrogates."""
    return " ".join(_UNFIT.sub("", text).split())


def plain(text: str) -> str:
    """``text`` without the tags of CSL-JSON."""
    return TAG.sub("", text)

"""LaTeX in bibliography fields as Unicode text with the tags of CSL-JSON."""

import re
import unicodedata

_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
    "t": "\u0361",
}
_TAGS = {
    "emph": "i",
    "textit": "i",
    "textsl": "i",
    "textbf": "b",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
_DECLARATIONS = {"em": "i", "it": "i", "itshape": "i", "sl": "i", "bf": "b", "bfseries": "b"}
_SYMBOLS = {
    "textendash": "\u2013",
    "textemdash": "\u2014",
    "textquoteleft": "\u2018",
    "textquoteright": "\u2019",
    "textquotedblleft": "\u201c",
    "textquotedblright": "\u201d",
    "textquotesingle": "'",
    "textasciitilde": "~",
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "dots": "…",
    "ldots": "…",
    "i": "\u0131",
    "j": "\u0237",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
}
_MATHS_ACCENTS = {
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
}
_MATHS_SYMBOLS = {
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "neq": "≠",
    "ne": "≠",
    "to": "→",
    "rightarrow": "→",
    "leftarrow": "←",
    "leftrightarrow": "↔",
    "Rightarrow": "⇒",
    "circ": "∘",
    "ast": "∗",
    "star": "⋆",
    "bullet": "•",
    "langle": "⟨",
    "rangle": "⟩",
    "lVert": "‖",
    "rVert": "‖",
    "prime": "′",
    "cdots": "⋯",
    "ell": "ℓ",
    "hbar": "ℏ",
    "subseteq": "⊆",
    "setminus": "∖",
    "gg": "≫",
    "ll": "≪",
    "lesssim": "≲",
    "gtrsim": "≳",
}
"""What pybtex's tables lack of what titles hold."""

_LIGATURES = (("---", "\u2014"), ("--", "\u2013"), ("``", "\u201c"), ("''", "\u201d"), ("~", " "))
_MAX_DEPTH = 50
_NO_CASE = '<span class="nocase">', "</span>"
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.?)", re.DOTALL)
_MATHS = re.compile(r"\$([^$]*)\$")
_SIGN = re.compile(r"[\\{}$~]|--|``|''")
_RUN = re.compile(r"[^\\{}$~`'^_-]+")


def latex_to_csl(latex: str, *, protect: bool = False) -> str:
    """``latex`` as Unicode with ``<i>``, ``<b>``, ``<sup>`` and ``<sub>``; braces go, unknown commands leave
    their arguments.

    With ``protect``, words in braces become ``<span class="nocase">``, which styles leave in the case that
    was typed.
    """
    text = ""
    if _SIGN.search(latex):
        reader = _Reader(latex, protect)
        while reader.at < len(latex):  # again after a brace that closes nothing
            text += reader.group()
    else:
        text = latex
    return unicodedata.normalize("NFC", " ".join(text.split()))


def latex_to_verbatim(latex: str) -> str:
    """``latex`` as an address or identifier: only braces, ``\\url`` and the backslashes before signs go."""
    text = re.sub(r"\\(?:url|path|nolinkurl)\b\s*", "", latex)
    return (
        re.sub(r"\\textasciitilde\b\s*|\\~", "~", text)
        .replace("\\", "")
        .replace("{", "")
        .replace("}", "")
        .strip()
    )


_OPERATORS = frozenset(
    (
        "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup "
        "ln log max min mod Pr sec sin sinh sup tan tanh"
    ).split()
)
"""The commands of maths whose name is what they show."""


class _Reader:
    """Reads LaTeX from left to right."""

    def __init__(self, latex: str, protect: bool, maths: bool = False) -> None:
        self.latex = latex
        self.at = 0
        self.protect = protect
        self.maths = maths
        self.depth = 0

    def group(self) -> str:
        """The text up to the closing brace, which is consumed, or to the end."""
        pieces: list[str] = []
        while self.at < len(self.latex) and self.latex[self.at] != "}":
            if self.depth < _MAX_DEPTH and (run := _RUN.match(self.latex, self.at)):
                self.at = run.end()
                pieces.append(run[0])
                continue
            command = _COMMAND.match(self.latex, self.at)
            tag = _DECLARATIONS.get(command[1] or "") if command else None
            if command and tag:
                self.at = command.end()
                return "".join(pieces) + _tagged(tag, self.group())
            pieces.append(self.piece())
        self.at += 1
        return "".join(pieces)

    def piece(self) -> str:
        """The text of what comes next; signs nested too deeply are skipped."""
        if self.depth >= _MAX_DEPTH:
            self.at += 1
            return ""
        self.depth += 1
        text = self._piece()
        self.depth -= 1
        return text

    def _piece(self) -> str:
        """The text of a command with its arguments, a group, maths, a ligature or a character."""
        char = self.latex[self.at]
        if char == "\\":
            return self.command()
        if char == "{":
            return self.braces()
        if char == "$" and (maths := _MATHS.match(self.latex, self.at)):
            self.at = maths.end()
            return _Reader(maths[1], False, maths=True).group()
        if self.maths and char in "^_":
            self.at += 1
            return _tagged("sup" if char == "^" else "sub", self.argument())
        for written, sign in _LIGATURES:
            if self.latex.startswith(written, self.at):
                self.at += len(written)
                return sign
        self.at += 1
        return char

    def braces(self) -> str:
        """The text of a group in braces; protected when it stands at the top and is no single special
        character.
        """
        self.at += 1
        protect = self.protect and not self.latex.startswith("\\", self.at)
        outer, self.protect = self.protect, False
        text = self.group()
        self.protect = outer
        return _NO_CASE[0] + text + _NO_CASE[1] if protect and text.strip() else text

    def command(self) -> str:
        """The text of a command with the arguments that it changes."""
        found = _COMMAND.match(self.latex, self.at)
        if not found:
            self.at += 1
            return ""
        self.at = found.end()
        name = found[1] or found[2]
        if name in _ACCENTS:
            return _accented(self.argument(), _ACCENTS[name])
        if found[1] is None:
            return " " if name in "\\,;: \n" else "" if name in "-/()[]!" else name
        if name in _TAGS:
            return _tagged(_TAGS[name], self.argument())
        if name == "href":
            self.argument()
            return self.argument()
        return (self.maths and self._formula(name, found)) or _SYMBOLS.get(name) or _symbol(name)

    def _formula(self, name: str, found: re.Match[str]) -> str:
        """The text of a command that means something in maths only; empty if this one does not."""
        if name in _OPERATORS:
            return self._operator(name, found)
        if name in _MATHS_ACCENTS:
            return _accented(self.argument(), _MATHS_ACCENTS[name])
        if name in ("frac", "tfrac", "dfrac"):
            return f"{self.argument()}/{self.argument()}"
        return f"√{self.argument()}" if name == "sqrt" else _MATHS_SYMBOLS.get(name, "")

    def _operator(self, name: str, found: re.Match[str]) -> str:
        """The name of an operator, apart from the letters beside it."""
        before, after = self.latex[: found.start()].rstrip()[-1:], self.latex[self.at : self.at + 1]
        return f"{' ' * before.isalnum()}{name}{' ' * (after.isalnum() or after == chr(92))}"

    def argument(self) -> str:
        """The text of the next group, command or character."""
        while self.latex.startswith(" ", self.at):
            self.at += 1
        if self.at >= len(self.latex) or self.latex[self.at] == "}":
            return ""
        if self.latex[self.at] == "{":
            self.at += 1
            return self.group()
        return self.piece()


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{text}</{tag}>" if text.strip() else text


def _accented(base: str, accent: str) -> str:
    base = base.replace("\u0131", "i").replace("\u0237", "j")
    return unicodedata.normalize("NFC", base[0] + accent + base[1:]) if base else ""


def _symbol(name: str) -> str:
    """The character that the command ``name`` stands for in LaTeX's tables; empty when it stands for none."""
    from pybtex.richtext import Text

    # The tables hold some commands as text, others only as maths.
    readings = (str(Text.from_latex(written)) for written in (f"\\{name}", f"$\\{name}$"))
    return next((text for text in readings if text and text[0] not in "\\$"), "")

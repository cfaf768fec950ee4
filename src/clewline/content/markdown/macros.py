"""TeX commands and their arguments, as far as they are read before a formula is set."""

import re

_COMMENT = re.compile(r"(?<!\\)%.*")
_DEFINES = re.compile(r"\\((?:new|renew|provide)command|def|let|DeclareMathOperator\*?)(?![A-Za-z])\*?")
_EQUALS = re.compile(r"\s*=")
_ARGUMENTS = {
    **dict.fromkeys(
        "bar boxed breve cancel check ddot dot grave hat mathop mathring overbrace overleftarrow overline"
        " overrightarrow phantom sqrt substack tilde underbrace underline vec widehat widetilde".split(),
        1,
    ),
    **dict.fromkeys("overset stackrel textcolor underset".split(), 2),
    **dict.fromkeys(
        "bigcap bigcup bigodot bigoplus bigotimes bigsqcup biguplus bigvee bigwedge coprod int oint prod"
        " sum".split(),
        0,
    ),
}
"""How many arguments commands have that MathJax takes as a whole where a single sign is due."""
_SCRIPT = re.compile(rf"([_^])\s*\\({'|'.join(_ARGUMENTS)})(?![A-Za-z])")
_BOX = re.compile(r"\\bbox\s*(?:\[([^\[\]]*)\])?")
_LARGE_BRACKET = re.compile(r"\\[bB]igg?[lmr]?\s*[\[\]]")
"""What cannot stand in a box, since brackets have a meaning of their own in it."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,6}|[A-Za-z]+")
_OPTIONAL = re.compile(r"\s*\[[^\[\]]*\]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_SIGN = re.compile(r"\s*(?:\\(?:[A-Za-z]+|.)|[^\s{}\\])", re.DOTALL)


def definitions(preamble: str) -> tuple[str, ...]:
    """The definitions of commands in a preamble; what else it holds, such as packages, is passed over."""
    text = _COMMENT.sub("", preamble)
    found: list[str] = []
    at = 0
    while defines := _DEFINES.search(text, at):
        at = defines.end()
        end = _definition_end(text, defines)
        if not end:
            break  # all that follows is in it
        if end > 0:
            found.append(f"\\{defines[1]}{text[defines.end() : end]}")
            at = end
    return tuple(found)


def _definition_end(text: str, defines: re.Match[str]) -> int:
    """Where the definition of a command ends; -1 if it is none, 0 if it never does."""
    if defines[1] == "def":
        return _argument_end(text, text.find("{", defines.end()))
    end = _argument_end(text, defines.end())
    for _ in range(2):
        if end > 0 and (optional := _OPTIONAL.match(text, end)):
            end = optional.end()
    if end > 0 and (equals := _EQUALS.match(text, end)):
        end = equals.end()
    return _argument_end(text, end)


def scripts_in_braces(tex: str) -> str:
    r"""``tex`` with braces about each command that is above or below with its arguments: ``x^\sqrt{2}``."""
    pieces: list[str] = []
    at = 0
    for found in _SCRIPT.finditer(tex):
        end = found.end()
        if optional := _OPTIONAL.match(tex, end):
            end = optional.end()
        for _ in range(_ARGUMENTS[found[2]]):
            end = _argument_end(tex, end)
        if found.start() < at or end <= 0:
            continue
        pieces += [
            tex[at : found.start()],
            found[1],
            "{",
            scripts_in_braces(tex[found.start(2) - 1 : end]),
            "}",
        ]
        at = end
    return "".join([*pieces, tex[at:]])


def boxes_in_colours(tex: str) -> str:
    r"""``tex`` with each ``\bbox[pink]{x}`` as a box of that colour, as MathJax draws it; what gives no
    colour is a group.
    """
    pieces: list[str] = []
    at = 0
    for found in _BOX.finditer(tex):
        end = _argument_end(tex, found.end())
        if found.start() < at or end <= 0:
            continue
        inside = boxes_in_colours(tex[found.end() : end].strip().removeprefix("{").removesuffix("}"))
        is_plain = not _LARGE_BRACKET.search(inside)
        colour = next(filter(_COLOUR.fullmatch, (found[1] or "").replace(" ", "").split(",")), "")
        pieces += [
            tex[at : found.start()],
            f"\\colorbox{{{colour}}}{{${inside}$}}" if colour and is_plain else f"{{{inside}}}",
        ]
        at = end
    return "".join([*pieces, tex[at:]])


def _argument_end(tex: str, at: int) -> int:
    """Where the argument that begins at ``at`` ends; -1 without one, 0 for one that never ends. Either may
    be given as the end of the argument before it.
    """
    if at <= 0:
        return at
    if sign := _SIGN.match(tex, at):
        return sign.end()
    depth = 0
    for found in _BRACE.finditer(tex, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth <= 0:
            return found.end() if found[0] == "}" and not depth else -1
    return 0 if depth else -1

"""TeX to MathML by Temml, a JavaScript library, in an engine of its own: QuickJS, which knows no files, no
network and no clock. Both come with the package, so that a build needs neither Node nor the web.

Of the ways that were compared on 330 formulas from notes, Temml alone can read all that Obsidian's MathJax is
asked for there: `latex2mathml` gets dozens of them wrong without a word, and `math-core`, though twenty times
as fast, lacks a tenth. It takes about a millisecond a formula.
"""

import json
import re
import threading
from collections.abc import Callable, Sequence
from importlib.resources import files

_VENDORED = ("temml.min.js", "mhchem.min.js")
_MEMORY = 128 << 20
_PLACE = re.compile(r" at (?:position \d+|end of input):.*")
# A text is handed over as JSON, as the engine's own long texts are trees that Python cannot read.
# A command may be defined that is there already: MathJax takes the new one.
_CALL = """
const own = {"\\\\require": "\\\\@firstoftwo{}{#1}", "\\\\mbox": "\\\\text"};
let defined = "[]", macros = own;
function define(definitions) {
  defined = definitions;
  macros = Object.assign({}, own);
  for (const definition of JSON.parse(definitions)) {
    for (const tex of [definition, definition.replace(/newcommand|providecommand/, "renewcommand")]) {
      try {
        Object.assign(macros, temml.definePreamble(tex, {macros: Object.assign({}, macros)}));
        break;
      } catch (error) { /* whoever uses it learns that it is not defined */ }
    }
  }
}
function set(tex, display, definitions) {
  try {
    if (definitions !== defined) define(definitions);
    return JSON.stringify(temml.renderToString(tex, {
      displayMode: display, throwOnError: true, macros: Object.assign({}, macros)
    }));
  } catch (error) {
    return JSON.stringify({error: String(error.message)});
  }
}
"""


class _Engine(threading.local):
    """The engine of one thread: it must not be called from another."""

    call: Callable[[str, bool, str], str] | None = None


_engine = _Engine()


class TexError(Exception):
    """A formula that cannot be set: what is wrong with it, in one line."""


def render(tex: str, display: bool, defined: Sequence[str] = ()) -> str:
    """``tex`` as MathML, with Temml's classes and styles; it may use what is ``defined``. Raises
    `TexError`.
    """
    call = _engine.call or _started()
    try:
        answer = json.loads(call(tex, display, json.dumps(defined)))
    except Exception as error:  # out of memory, for which the engine has no words of its own
        _engine.call = None
        raise TexError("it is too complex") from error
    if isinstance(answer, dict):
        raise TexError(_PLACE.sub("", " ".join(str(answer["error"]).split())))
    return str(answer)


def _started() -> Callable[[str, bool, str], str]:
    import quickjs

    context = quickjs.Context()
    context.set_memory_limit(_MEMORY)
    for name in _VENDORED:
        context.eval(files(__package__).joinpath("vendor", name).read_text("utf-8"))
    context.eval(_CALL)
    call: Callable[[str, bool, str], str] = context.get("set")
    _engine.call = call
    return call

"""How templates run: as Jinja runs them, with shorter ways for what happens hundreds of times on every page.

What is written into a page is joined at once, so it need not be marked as safe first; and the words of the
theme are looked up once.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from gettext import NullTranslations
from itertools import chain
from typing import Any

from jinja2 import BytecodeCache, Template, pass_eval_context
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext, Expr
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

_NAMED = re.compile(r"(?:[^%]|%%|%\(\w+\)s)*")


def written(value: object) -> str:
    """``value`` as HTML: the same characters as `markupsafe.escape` gives."""
    if type(value) is str:
        # As in `escaped`: this is called for all that stands on a page, and a call more would be a third of
        # it.
        return (
            escape(value)
            if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
            else value
        )
    if type(value) is int or type(value) is float:
        return str(value)
    return value if isinstance(value, Markup) else escape(value)


class Phrase:
    """Gives words in the language of the site, with values for the names in them, as Jinja's new style of
    ``gettext`` does.
    """

    def __init__(self, look_up: Callable[..., str]) -> None:
        self._look_up = look_up
        self._whole = lru_cache(maxsize=1024)(lambda *words: Markup(look_up(*words)))

    @pass_eval_context
    def __call__(self, state: EvalContext, *words: Any, **values: Any) -> str:
        """The words for ``words``: a message, or one for a single thing, one for several, and their
        number.
        """
        if not values and len(words) == 1 and state.autoescape and "%" not in (whole := self._whole(*words)):
            return whole
        said = self._look_up(*words)
        if len(words) > 1 and "%(num)" in said:
            values.setdefault("num", words[-1])
        if not state.autoescape:
            return said % values
        if _is_named(said):
            return Markup(said % {name: written(value) for name, value in values.items()})
        return Markup(said) % values


@lru_cache(maxsize=1024)
def _is_named(said: str) -> bool:
    """Whether the values in a phrase are given by name, each as it is written."""
    return _NAMED.fullmatch(said) is not None


class _Writer(CodeGenerator):
    """Compiles templates; values go into the page by `written`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class _Made(Template):
    """A compiled template."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What other templates may take from this one. All have the same globals, so nothing of theirs can be
        lacking here.
        """
        return super()._get_default_module()


def _fields_of(kind: type) -> frozenset[str]:
    """The names of the fields and properties of a type of records that all may see."""
    names = [*(getattr(kind, "_fields", ()) or getattr(kind, "__dataclass_fields__", ()))]
    if names:
        own = chain.from_iterable(vars(base).items() for base in kind.__mro__)
        names += [name for name, value in own if isinstance(value, property)]
    return frozenset(name for name in names if not name.startswith("_"))


class _Compiled(BytecodeCache):
    """Compiled templates in memory, so that a change to one template does not cost compiling all others
    again.
    """

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills ``bucket``; one that was made from another text is thrown away by Jinja itself."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what ``bucket`` holds."""
        self._codes[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Engine(ImmutableSandboxedEnvironment):
    """The environment that templates are compiled and run in.

    A site's own templates may be a stranger's. They reach what they are given, as it is written in them, and
    through it neither Python nor the machine; how long they take is not bounded.
    """

    code_generator_class = _Writer
    template_class = _Made

    def __init__(self, translations: NullTranslations, **options: Any) -> None:
        self._safe: dict[tuple[type, str], bool] = {}
        self._fields: dict[type, frozenset[str]] = {}
        super().__init__(bytecode_cache=_COMPILED, extensions=["jinja2.ext.i18n"], autoescape=True, **options)
        self.written = written
        self.globals = {"range": self.globals["range"]}
        self.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        single = Phrase(translations.gettext)
        self.globals.update({"_": single, "gettext": single, "ngettext": Phrase(translations.ngettext)})
        self.filters.pop("random")  # the same input gives the same bytes

    def call(self, context: Context, called: Any, /, *args: Any, **values: Any) -> Any:
        """What ``called`` gives for these arguments. Macros and phrases, which are most of what is called,
        are known to be safe, and are told at a glance how to escape.
        """
        kind = type(called)
        if kind is not Macro and kind is not Phrase:
            return super().call(context, called, *args, **values)
        if values:
            values.pop("_block_vars", None)
            values.pop("_loop_vars", None)
        return called(context.eval_ctx, *args, **values)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What stands after a dot in a template. Most of it are the fields of page models, which are data:
        nothing about these need be asked.
        """
        fields = self._fields.get(type(obj))
        if fields is None:
            fields = self._fields[type(obj)] = _fields_of(type(obj))
        return getattr(obj, attribute) if attribute in fields else super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see an attribute: a question of the type alone, and so asked once for
        each.
        """
        key = (type(obj), attr)
        safe = self._safe.get(key)
        if safe is None:
            safe = self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return safe

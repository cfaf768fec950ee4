"""Templates run as Jinja runs them, by shorter ways."""

from gettext import NullTranslations
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from clewline.theme.environment import Engine, written


class Upper(NullTranslations):
    """Translations that can be told from the messages; one loses its name."""

    def gettext(self, message: str) -> str:
        """The message in capitals, but for names in it."""
        return message.upper().replace("%(WHO)S", "%(who)s")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The first message for one thing, the second for several."""
        return msgid1 if n == 1 else msgid2


class Html:
    """Something that says how it looks as HTML."""

    def __html__(self) -> str:
        return "<b>"


VALUES: list[object] = [
    "plain",
    "a & b <c> \"d\" 'e'",
    "",
    Markup("<i>&"),
    3,
    -1,
    True,
    None,
    2.5,
    ["<"],
    Html(),
]

TEMPLATES = {
    "said": "{% trans %}Notes & more{% endtrans %}|{{ _('100%% of it') }}|{{ gettext('a <b>') }}",
    "names": "{% trans who=value %}By {{ who }}, 100%{% endtrans %}",
    "numbers": "{% trans count=number %}{{ count }} <note>{% pluralize %}{{ count }} <notes>{% endtrans %}|"
    "{{ ngettext('%(num)s', '%(num)d', number) }}",
    "macros": "{% macro m(a, b='<') %}{{ a }}{{ b }}{{ caller() if caller is defined }}{% endmacro %}{{ m(value) }}{{ m(b=value, a=1) }}"
    "{% call m(value) %}<{{ value }}>{% endcall %}{% for x in [1, 2] %}{{ m(x) }}{{ _('x') }}{% endfor %}",
    "unescaped": (
        "{% autoescape false %}{{ value }}{{ _('a <b>') }}{% trans who=value %}By {{ who "
        "}}{% endtrans %}{% endautoescape %}"
    ),
    "base": "{% block a %}{{ value }}{% endblock %}{{ self.a() }}",
    "child": (
        "{% extends 'base' %}{% block a %}{% set x = value ~ '<' %}{{ super() }}{{ x }}{{ "
        "_('y') }}{% endblock %}"
    ),
}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_written_as_they_are_escaped(value: object) -> None:
    assert written(value) == escape(value)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_give_what_jinja_gives(name: str, value: object) -> None:
    options: dict[str, Any] = {"loader": DictLoader(TEMPLATES), "undefined": StrictUndefined}
    usual = Environment(autoescape=True, extensions=["jinja2.ext.i18n"], **options)
    usual.install_gettext_translations(Upper(), newstyle=True)  # type: ignore[attr-defined]
    for number in (1, 2):
        given = {"value": value, "number": number}
        assert Engine(Upper(), **options).get_template(name).render(given) == usual.get_template(name).render(
            given
        )

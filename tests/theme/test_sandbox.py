"""Templates that a stranger wrote reach neither Python nor the machine."""

from gettext import NullTranslations
from typing import NamedTuple

import pytest
from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import SecurityError, UndefinedError

from clewline.theme.environment import Engine


class Page(NamedTuple):
    """Something that a template is given."""

    title: str = "A"
    parts: tuple[str, ...] = ("a", "b")
    table: dict[str, list[str]] = {"a": []}  # noqa: RUF012  # never changed


def rendered(text: str) -> str:
    engine = Engine(NullTranslations(), loader=DictLoader({"x": text}), undefined=StrictUndefined)
    return engine.get_template("x").render(page=Page(), f=len)


@pytest.mark.parametrize(
    "expression",
    [
        "page.__class__",
        "page.__class__.__mro__",
        "page['__class__']",
        "page|attr('__class__')",
        "page.title.__class__.__base__.__subclasses__()",
        "_.__init__.__globals__['os'].system('true')",
        "gettext.__init__.__globals__",
        "cycler.__init__.__globals__.os",
        "joiner.__init__.__globals__",
        "lipsum.__globals__",
        "namespace.__init__",
        "self.__init__.__globals__",
        "self._TemplateReference__context",
        "f.__globals__",
        "'{0.__class__}'.format(page)",
        "'{a.__class__.__mro__}'.format_map({'a': page})",
        "page.title.format.__self__.__class__",
        "[page]|map(attribute='__class__')|join",
        "('{0.__cla' ~ 'ss__}').format(page)",
        "range(10 ** 9)|list",
        "page.table.a.append('x')",
        "page.table.clear()",
    ],
)
def test_no_way_leads_out(expression: str) -> None:
    with pytest.raises((SecurityError, UndefinedError, OverflowError)):
        rendered("{{ " + expression + " }}")
    assert Page().table == {"a": []}


def test_what_templates_do_is_still_possible() -> None:
    text = "{{ page.title.lower() }}{{ page.parts|join('-') }}{{ page.table.items()|list|length }}{{ '%s!' % page.title }}"
    assert rendered(text) == "aa-b1A!"
    assert rendered("{{ '{} {t}'.format(page.title, t='<') }}") == "A &lt;"

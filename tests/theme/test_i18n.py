"""Every word of the theme stands in every catalogue, with its placeholders and plural forms; languages fall
back; dates and direction.
"""

import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from clewline.content.stances import STANCES
from clewline.theme.i18n import Catalogues, catalogue_language, direction, translations_for
from clewline.theme.theme import load_theme
from driver import SiteDriver, note

TEMPLATES = Path(__file__).parents[2] / "templates"
CATALOGUES = {path.stem: path for path in sorted((TEMPLATES / "locale").glob("*.po"))}
DEFAULT = load_theme().catalogues

Message = tuple[str, ...]
"""A message: its text, or singular and plural."""


@cache
def messages() -> dict[Message, str]:
    """Every message of the default theme and where it stands first, as template and line."""
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    found: dict[Message, str] = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        extracted: Any = babel_extract(BytesIO(path.read_bytes()), ("_", "gettext", "ngettext"), (), options)
        for line, _, message, _ in extracted:
            texts = tuple(part for part in message if part) if isinstance(message, tuple) else (message,)
            # What a template looks up by a value is among the words of the stances.
            if texts and texts[0] is not None:
                found.setdefault(texts, f"{path.relative_to(TEMPLATES)}:{line}")
    for stance in STANCES:
        counted = (stance.one, stance.many)
        for words in ((stance.words,), counted, (stance.outward,), (stance.inward,)):
            if words[0]:
                found.setdefault(words, "the table of stances")
    return found


def translated(path: Path) -> dict[Message, tuple[str, ...]]:
    """The translations in a catalogue by message."""
    catalogue = read_po(BytesIO(path.read_bytes()), abort_invalid=True)
    entries = [message for message in catalogue if message.id and not message.fuzzy]
    return {_texts(message.id): _texts(message.string) for message in entries}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (str(value),)


def _stubs(missing: Message, place: str) -> str:
    lines = [f"#: {place}", f'msgid "{missing[0]}"']
    lines += [f'msgid_plural "{missing[1]}"', 'msgstr[0] ""'] if len(missing) > 1 else ['msgstr ""']
    return "\n".join(lines)


def test_there_are_languages_besides_english() -> None:
    assert {"ar", "de", "es", "fr"} <= set(CATALOGUES)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_message_is_translated(language: str) -> None:
    known = translated(CATALOGUES[language])
    missing = [
        _stubs(message, place) for message, place in messages().items() if not all(known.get(message, ("",)))
    ]
    assert not missing, f"add to templates/locale/{language}.po:\n\n" + "\n\n".join(missing)
    idle = [message[0] for message in known if message not in messages()]
    assert not idle, f"take out of templates/locale/{language}.po, as no template says it: {idle}"


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_message_stands_once(language: str) -> None:
    known = re.findall(r"^msgid (\".+\")$", CATALOGUES[language].read_text("utf-8"), re.MULTILINE)
    assert len(known) == len(set(known))


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s|%%|\{\w*\}", text))


@pytest.mark.parametrize("language", CATALOGUES)
def test_placeholders_and_plural_forms_are_right(language: str) -> None:
    forms = read_po(BytesIO(CATALOGUES[language].read_bytes())).num_plurals
    for message, texts in translated(CATALOGUES[language]).items():
        assert len(texts) == (forms if len(message) > 1 else 1), message
        for text in texts:
            # Some languages have words of their own for none, one and two.
            allowed = [placeholders(message[-1]), [p for p in placeholders(message[-1]) if p != "%(count)s"]]
            assert placeholders(text) in (allowed if len(message) > 1 else allowed[:1]), (message, text)


def test_plural_forms_are_chosen_by_number() -> None:
    def said(language: str, count: int) -> str:
        found = translations_for(language, DEFAULT).ngettext("%(count)s line", "%(count)s lines", count)
        return found % {"count": count}

    assert [said("de", n) for n in (0, 1, 2)] == ["0 Leitfragen", "1 Leitfrage", "2 Leitfragen"]
    assert [said("fr", n) for n in (0, 1, 2)] == ["0 piste", "1 piste", "2 pistes"]
    assert (
        len(
            {
                translations_for("ar", DEFAULT).ngettext("%(count)s line", "%(count)s lines", n)
                for n in (0, 1, 2, 3, 11, 100)
            }
        )
        == 6
    )
    assert said("en", 1) == "1 line" and said("ja", 2) == "2 lines"


def po(language: str, *pairs: tuple[str, str]) -> str:
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return head + "".join(f'msgid "{text}"\nmsgstr "{words}"\n\n' for text, words in pairs)


def test_plural_forms_of_a_language_that_nobody_knows() -> None:
    head = (
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != '
        '7);\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    )
    text = head + 'msgid "one"\nmsgid_plural "more"\nmsgstr[0] "eins"\nmsgstr[1] "viele"\n'
    words = translations_for("tlh", (("tlh", text),))
    assert [words.ngettext("one", "more", n) for n in (1, 7)] == ["viele", "eins"]


def test_a_region_falls_back_on_its_language_and_a_site_on_the_default() -> None:
    mine: Catalogues = (
        *DEFAULT,
        ("de-AT", po("de_AT", ("January", "Jänner"))),
        ("de", po("de", ("Notes", "Zettel"), ("Topics", ""))),
    )
    words = translations_for("de-AT", mine)
    assert [words.gettext(text) for text in ("January", "Notes", "Topics", "nothing")] == [
        "Jänner",
        "Zettel",
        "Themen",
        "nothing",
    ]
    assert translations_for("de", mine).gettext("January") == "Januar"
    assert translations_for("de", mine) is translations_for("de", mine)
    assert not isinstance(translations_for("en", DEFAULT), GNUTranslations)


def test_a_site_brings_its_own_language(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A")).write("lines/l.md", note("L?", "So [[a]]."))
    site.write("templates/locale/eo.po", po("eo", ("Skip to content", "Al la enhavo")))
    built = site.build(theme=load_theme(tmp_path / "templates"), language="eo")
    assert "Al la enhavo" in built.text("lines/l.html") and "locale/eo.po" not in built.files


def test_a_broken_catalogue_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A"))
    no_rule = po("eo", ("a", "b")).replace("Language: eo", "Plural-Forms: nplurals=2; plural=n!;")
    for text, line in (('msgid "a"\nmsgstr "b"\nthis is not it\n', 3), (no_rule, 1)):
        site.write("templates/locale/eo.po", text)
        built = site.build(theme=load_theme(tmp_path / "templates"), language="eo")
        places = {
            (found.span.path, found.span.start.line)
            for found in built.found
            if found.code == "template-error"
        }
        assert places == {("templates/locale/eo.po", line)}
    assert not any(
        found.code == "template-error" for found in site.build(theme=load_theme(tmp_path / "templates")).found
    )


@pytest.mark.parametrize(
    ("language", "date"), [("de", "2. Mai 2026"), ("fr", "2 mai 2026"), ("ar", "2 مايو 2026")]
)
def test_a_site_in_another_language(language: str, date: str, tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "Text.", created="2026-05-02"))
    built = site.build(language=language)
    html = built.text("notes/a.html")
    assert date in html and "Skip to content" not in html and "Not cited yet" not in html
    assert (
        f'<html lang="{language}" dir="rtl">' if language == "ar" else f'<html lang="{language}">'
    ) in html


def test_directions() -> None:
    languages = ("en", "ar", "he-IL", "fa", "AR-EG", "az-Arab", "ks-Deva", "arn", "ckb", "zh-Hant-TW")
    assert [direction(language) for language in languages] == [
        "ltr",
        "rtl",
        "rtl",
        "rtl",
        "rtl",
        "rtl",
        "ltr",
        "ltr",
        "rtl",
        "ltr",
    ]


def test_names_of_catalogues() -> None:
    for name, language in (
        ("locale/de.po", "de"),
        ("locale/pt-BR.po", "pt-BR"),
        ("de.po", ""),
        ("locale/de.html", ""),
        ("locale/x/d", ""),
    ):
        assert catalogue_language(name) == language


def test_catalogues_read_back() -> None:
    def parts(text: str) -> Iterator[str]:
        yield from (str(message.id) for message in read_po(StringIO(text)))

    assert all(len(list(parts(text))) > 50 for _, text in DEFAULT)


def test_a_document_in_another_language_has_a_page_in_it(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("n.md", note("Eins", "Dr. Ada zählte 3,5 [[m]].", lang="de"))
    site.write("m.md", note("Two", "Words.")).write("h.md", note("שלום", "א", lang="he"))
    built = site.write("lines/q.md", note("Ist es so?", "Es ist so [[m]].", lang="de")).build()
    for url, lang, skip in (
        ("notes/n.html", "de", "Zum Inhalt"),
        ("notes/m.html", "en", "Skip to content"),
        ("lines/q.html", "de", "Zum Inhalt"),
        ("index.html", "en", "Skip to content"),
    ):
        html = built.html(url)
        whole, link = html.css_first("html"), html.css_first("a.skip")
        assert whole and link and (whole.attributes["lang"], link.text()) == (lang, skip)
    named = [item.text() for item in built.html("notes/m.html").css("[lang=de]")]
    assert "Ist es so?" in named and "Eins" in named
    (card,) = built.html("lines/q.html").css(".card .in")
    assert card.attributes["lang"] == "en"
    assert built.text("lines/q.md").startswith("# Ist es so?")
    turned = built.html("notes/h.html").css_first("html")
    assert turned and turned.attributes["dir"] == "rtl"
    assert '"inLanguage":"de"' in built.text("lines/q.html").replace(": ", ":")

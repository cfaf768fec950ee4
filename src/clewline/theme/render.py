"""Pages to artifacts: one page model and one theme give the bytes of one file, and nothing else is looked
at.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from traceback import extract_tb
from typing import Any, NamedTuple

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup, escape

from clewline.content.stances import BY_NAME, CITED, STANCES, Stance
from clewline.diagnostics.diagnostic import Checked, Diagnostic
from clewline.pages import holes, models, open_models, vault_models
from clewline.pages.filled import Filled
from clewline.pages.metro.route import route
from clewline.pages.passages import host
from clewline.pages.style import StylePage
from clewline.text.direction import is_turned
from clewline.text.spans import span_at
from clewline.theme.beside import head
from clewline.theme.beside.answer_feed import answer_feed_url
from clewline.theme.beside.citing import page_citation
from clewline.theme.beside.social import social_url
from clewline.theme.beside.table import table_url
from clewline.theme.beside.twin import twin_url
from clewline.theme.environment import Engine
from clewline.theme.i18n import UnreadableCatalogue, direction, translations_for
from clewline.theme.minify_css import compact_css
from clewline.theme.quotation_marks import quoted_page
from clewline.theme.theme import STYLE, Theme

TEMPLATES: dict[type[models.Page], str] = {
    models.HomePage: "home.html",
    models.LinePage: "line.html",
    models.NotePage: "note.html",
    models.TopicPage: "topic.html",
    models.ReferencePage: "reference.html",
    models.IndexPage: "index.html",
    vault_models.FolderPage: "folder.html",
    vault_models.TreePage: "folders.html",
    vault_models.TagPage: "tag.html",
    vault_models.TagsPage: "tags.html",
    models.FiguresPage: "figures.html",
    open_models.HealthPage: "health.html",
    open_models.TensionsPage: "tensions.html",
    open_models.QuestionsPage: "open-questions.html",
    models.NotFoundPage: "404.html",
    models.RedirectPage: "redirect.html",
    StylePage: STYLE,
    models.WordsPage: "script-words.html",
    models.ComparePage: "compare.html",
    models.SearchPage: "search.html",
    models.MapPage: "map.html",
    models.TopicsPage: "map-topics.html",
}
"""The template of each type of page."""

MATHS = '<link rel="stylesheet" href="{}assets/maths.css">\n</head>'
"""What a page with formulas asks for beside what all pages do, at the end of its head."""

_FOLDER = "templates/"
WORDS = "words.html"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")


class Artifact(NamedTuple):
    """One output file: its path below the output folder, and its bytes."""

    url: str
    data: bytes


def render(page: models.Page, theme: Theme) -> Checked[Artifact]:
    """The file of ``page`` in its language.

    A template that fails gives a plain page that says so, and the diagnostic ``template-error``.
    """
    name = TEMPLATES[type(page)]
    try:
        html = environment(theme, page.language).get_template(name).render(page=page)
    except Exception as error:  # a template is somebody's program: anything may go wrong in it
        found = _diagnostic(error, name)
        return Checked(Artifact(page.url, _error_page(found)), (found,))
    if name == STYLE:
        html = compact_css(html)
        return Checked(Artifact(page.url, html.encode()), ())
    if "<math" in html:
        html = html.replace("</head>", MATHS.format(page.root), 1)
    if page.site.quotes and page.url.endswith(".html"):
        html = quoted_page(html, page.language)
    return Checked(Artifact(page.url, html.encode()), ())


@lru_cache(maxsize=8)
def environment(theme: Theme, language: str) -> Engine:
    """The environment in which the templates of ``theme`` run: words in ``language``, pure filters, no access
    to files, clock or chance.
    """
    texts = dict(theme.templates)

    def source(name: str) -> tuple[str, str, Any] | None:
        return (texts[name], _FOLDER + name, None) if name in texts else None

    translations = translations_for(language, theme.catalogues)
    env = Engine(
        translations,
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    said: Any = env.get_template(WORDS).module
    stances = {stance.name: translations.gettext(stance.words) for stance in STANCES}
    named = {field: str(getattr(said, field)) for field in holes.Words._fields if field != "stances"}
    words = holes.Words(stances=stances, **named)
    env.filters.update(
        _filters(words, DateWords(tuple(map(str, said.months)), str(said.date), str(said.date_month)))
    )
    return env


def slug(url: str) -> str:
    """The last part of an address of a page, without its ending."""
    return url.rpartition("/")[2].removesuffix(".html")


class DateWords(NamedTuple):
    """How dates are written: the months, the pattern with ``{day}``, ``{month}`` and ``{year}``, and the one
    of dates without a day.
    """

    months: tuple[str, ...]
    day: str
    month: str


def _filters(words: holes.Words, dates: DateWords) -> dict[str, Callable[..., Any]]:
    """The filters of templates beyond those of Jinja."""

    def html(filled: Filled, page: models.Page) -> str:
        return holes.html(filled, page, words)

    def quoted(filled: Filled, page: models.Page) -> str:
        return holes.quoted(filled, page, words)

    def date(value: str) -> str:
        return shown_date(value, dates)

    def stance(name: str) -> Stance:
        return BY_NAME[name or CITED]

    return {
        "html": html,
        "quoted": quoted,
        "phrase": holes.phrase,
        "text": holes.text,
        "entry": Markup,  # it was escaped when it was formatted
        "rich": holes.rich,
        "date": date,
        "direction": direction,
        "turned": lambda filled, language: is_turned(holes.text(filled), language),
        "json_ld": head.json_ld,
        "citation_tags": head.citation_tags,
        "new_works": head.new_works,
        "works": head.works_of,
        "coins": head.coins,
        "coins_in_brief": head.coins_in_brief,
        "twin": twin_url,
        "social": social_url,
        "route": route,
        "stance": stance,
        "host": host,
        "citation": page_citation,
        "table_file": table_url,
        "feed_file": answer_feed_url,
        "slug": slug,
    }


def shown_date(value: str, words: DateWords) -> str:
    """The ISO 8601 date ``value`` in words; anything else as it is.

    A date without a day, or without a month, is shown without them; a time of day is left out.
    """
    found = _DATE.match(value)
    if not found or int(found[2] or 0) > len(words.months):
        return value
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    if not month:
        return year
    pattern = words.day if day else words.month
    return (
        pattern.replace("{year}", year).replace("{month}", words.months[month - 1]).replace("{day}", str(day))
    )


def _diagnostic(error: Exception, name: str) -> Diagnostic:
    """The finding for an error in template ``name`` or in one that it uses: where, as near as can be told."""
    path, line = _FOLDER + name, 1
    if isinstance(error, UnreadableCatalogue):
        path, line = _FOLDER + error.name, error.line
    elif isinstance(error, TemplateSyntaxError):
        path, line = error.filename or path, error.lineno
    else:
        for frame in extract_tb(error.__traceback__):
            if frame.filename.startswith(_FOLDER):
                path, line = frame.filename, frame.lineno or 1
    if isinstance(error, TemplateNotFound):
        return Diagnostic(
            "template-missing", f"there is no template “{error.name}”", span_at(path, line, 1, 1)
        )
    return Diagnostic("template-error", f"{type(error).__name__}: {error}", span_at(path, line, 1, 1))


def _error_page(found: Diagnostic) -> bytes:
    """A page that says what went wrong, without any template."""
    said = escape(f"{found.span.path}:{found.span.start.line}: {found.message}")
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n<title>{found.code}</title>\n<pre>{said}</pre>\n'.encode()
    )

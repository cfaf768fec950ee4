"""What waits for a person, and in which order."""

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.rules import RULES
from clewline.pages.health import tasks
from clewline.text.spans import span_at
from driver import SiteDriver
from pages.test_reviews import site, swap

__all__ = ["site"]


def found(code: str, path: str = "lines/q.md", row: int = 1) -> Diagnostic:
    return Diagnostic(code, "words", span_at(path, row, 1, 1))


def grade(one: Diagnostic) -> Severity | None:
    return None if one.code == "note-uncited" else RULES[one.code].severity


def test_the_gravest_first_then_reviews_then_the_most_frequent() -> None:
    made = tasks(
        [
            found("answer-missing"),
            *(found("link-missing", row=row) for row in range(1, 6)),
            found("review-missing", "lines/r.md"),
            found("review-stale", "lines/q.md"),
            found("review-stale", "lines/s.md"),
            found("tension-one-sided"),
            found("change-arrived"),
            found("hedge-dropped"),
            found("figure-missing", "lines/q.md", 7),
            found("note-uncited"),
            found("document-private"),
        ],
        grade,
    )
    assert [(task.code, task.count, task.command) for task in made] == [
        ("figure-missing", 1, "clewline trace q"),
        ("review-stale", 1, "clewline review q"),
        ("review-stale", 1, "clewline review s"),
        ("change-arrived", 1, "clewline review q"),
        ("tension-one-sided", 1, "clewline trace q"),
        ("link-missing", 5, "clewline rules link-missing"),
        ("hedge-dropped", 1, "clewline trace q"),
        ("review-missing", 1, "clewline review"),
        ("answer-missing", 1, "clewline rules answer-missing"),
    ]
    assert made[5].places == ("lines/q.md:1", "lines/q.md:2", "lines/q.md:3")
    assert made[0].severity == "error" and made[0].meaning == RULES["figure-missing"].meaning


def test_the_page_is_there_only_where_it_is_asked_for(site: SiteDriver) -> None:
    swap("notes/a.md", "57", "58")(site)
    assert "health.html" not in site.build().files
    built = site.build(health=True, base_url="https://example.org/n")
    main = built.main("health.html")
    assert next(code.text() for code in main.css("code")) == "clewline review q"
    assert 'content="noindex"' in built.text("health.html")
    linked = [url for url, data in built.files.items() if b"health.html" in data and url != "health.html"]
    assert linked == []


def test_it_tells_nothing_of_what_is_withheld(site: SiteDriver) -> None:
    site.write("lines/secret-plan.md", "---\ntitle: Plan\nprivate: true\n---\nSo [[nowhere-else]].\n")
    site.write("reviews/secret-plan.txt", "damaged")
    swap("lines/q.md", "[[b]]", "[[b]] [[secret-plan]]")(site)
    assert "secret" not in site.build(health=True).text("health.html")


def test_what_is_accepted_or_switched_off_does_not_wait(site: SiteDriver) -> None:
    swap("notes/a.md", "57", "58")(site)
    off = site.build(health=True, severity=(("review-stale", None),))
    assert "clewline review q" not in off.text("health.html")

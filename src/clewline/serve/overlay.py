"""What the server adds to a page in its response: its script, and the findings on the page. Files that are
built never hold any of it.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

from clewline.diagnostics.diagnostic import Diagnostic, Severity
from clewline.diagnostics.report import discreet
from clewline.serve.shown import Shown

OWN = "/__clewline/"
"""Where the server's own files are; no page can have such an address."""

Grade = Callable[[Diagnostic], Severity | None]


def with_overlay(shown: Shown, root: Path, editor: str, grade: Grade, last: str) -> bytes:
    """A page with the server's script, and its findings; everything from notes is escaped.

    ``root`` is the site folder, ``editor`` the pattern of links that open a file, ``last`` the name of the
    last event before the page was made.
    """
    script = Markup('<script src="{}client.js" data-last="{}" defer></script>').format(OWN, last)
    head = script + Markup('<link rel="stylesheet" href="{}client.css">').format(OWN)
    body = _overlay(shown, root, editor, grade) if shown.diagnostics or shown.stale else ""
    before, start, after = shown.data.partition(b"</head>")
    page = before + head.encode() + start + after if start else shown.data + head.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + body.encode() + end + after if end else page + body.encode()


def _overlay(shown: Shown, root: Path, editor: str, grade: Grade) -> str:
    """The findings, folded up until the script unfolds them: on a small screen they would cover what they
    speak of.
    """
    graded = [(grade(fault) or Severity.WARNING, discreet(fault)) for fault in shown.diagnostics]
    counts = [
        (severity, sum(one is severity for one, _ in graded))
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    ]
    words = [f"{count} {severity.word}{'s' if count != 1 else ''}" for severity, count in counts if count]
    worst = max((severity for severity, _ in graded), default=Severity.WARNING)
    title = "Last good page" if shown.stale else ", ".join(words)
    more = f"<span>{escape(', '.join(words))}</span>" if shown.stale and words else ""
    banner = f"<p>{escape(shown.stale)}</p>" if shown.stale else ""
    items = "".join(_item(diagnostic, severity, root, editor) for severity, diagnostic in graded)
    return (
        f'<aside id="clewline-overlay" class="{worst.word}" aria-label="Findings on this page"><details>'
        f"<summary><b>{escape(title)}</b>{more}</summary>{banner}<ul>{items}</ul></details></aside>"
    )


def _item(diagnostic: Diagnostic, severity: Severity, root: Path, editor: str) -> str:
    span = diagnostic.span
    place = f"{span.path}:{span.start.line}:{span.start.column}"
    href = editor.replace("{path}", quote(str(root / span.path))).replace("{line}", str(span.start.line))
    href = href.replace("{column}", str(span.start.column))
    more = "<div data-review></div>" if diagnostic.code == "review-stale" else ""  # the script fills it
    hint = f"<small>{escape(diagnostic.hint)}</small>" if diagnostic.hint else ""
    return (
        f'<li class="{severity.word}"><p>{escape(diagnostic.message)}</p>{hint}'
        f'<a href="{escape(href)}">{escape(place)}</a> <code>{escape(diagnostic.code)}</code>{more}</li>'
    )

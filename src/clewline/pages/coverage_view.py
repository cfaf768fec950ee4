"""On how much lines rest, as pages say it."""

from collections.abc import Iterable, Mapping

from clewline.content.model import Kind
from clewline.content.works import Nature, Notice
from clewline.evidence.coverage import covered_area, overlap_word
from clewline.pages.coverage import Coverage
from clewline.pages.part_models import AreaView, CoverageView, NoticeView, SharedView
from clewline.pages.tension_views import consider
from clewline.pages.views import Views


def coverage_view(line: str, numbers: Mapping[str, int], coverage: Coverage, views: Views) -> CoverageView:
    """On how much ``line`` rests; ``numbers`` are those of its sources, by note."""
    base = coverage.base(line)
    shared = ((views.reference(work), tuple(numbers[note] for note in notes)) for work, notes in base.shared)
    return CoverageView(
        len(base.works),
        base.groups,
        tuple(numbers[note] for note in base.bare) if base.works else (),
        tuple(SharedView(work.href, work.label, of) for work, of in shared),
        consider(line, numbers, coverage.tensions, views),
        tuple(views.reference(work) for work in coverage.doubtful(line)),
    )


def shared_works(filed: Iterable[str], coverage: Coverage) -> AreaView | None:
    """How far the lines among ``filed`` rest on the same works; None without two that rest on any."""
    lines = [path for path in filed if coverage.graph.kind(path) is Kind.LINE]
    answers = [works for line in lines if (works := coverage.works(line))]
    if len(answers) < 2:
        return None
    area = covered_area(answers)
    return AreaView(len(answers), len(set().union(*answers)), round(area * 100), overlap_word(area))


def notice_views(key: str, views: Views) -> tuple[NoticeView, ...]:
    """All that has become of the work with this key."""
    return tuple(_notice(notice, views) for notice in views.corpus.standings.get(key, ()))


def _notice(notice: Notice, views: Views) -> NoticeView:
    if notice.nature is Nature.PUBLISHED:
        work = views.reference(notice.reason)
        return NoticeView(notice.nature.value, "", "", "", work.href, work.label)
    return NoticeView(notice.nature.value, notice.day, notice.doi, notice.reason)

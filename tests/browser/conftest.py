"""Built sites for a real browser."""

from pathlib import Path

import pytest

from clewline.build.build import build
from clewline.settings.load import load_config
from driver import SiteDriver, note

ROOT = Path(__file__).parents[2]
STRESS = Path(__file__).parent / "stress"
TOPICS = ("Reason", "Memory", "Trust")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, built."""
    return built(ROOT, tmp_path_factory.mktemp("sample") / "site")


@pytest.fixture(scope="session")
def stress(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site made to break the layout, built."""
    return built(STRESS, tmp_path_factory.mktemp("stress") / "site")


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with more lines than one map holds and more notes than one page lists, built."""
    site = SiteDriver(tmp_path_factory.mktemp("many"))
    for number in range(260):
        site.write(
            f"notes/n{number:03}.md",
            note(f"Note {number:03} says something", "Text.", topics=f"[{TOPICS[number % 3]}]"),
        )
    for number in range(60):
        text = (
            " ".join(f"It says so [[n{(number * 3 + step) % 40:03}]]." for step in range(4))
            + " And so on [[n000]]."
        )
        topics = f"[{TOPICS[number % 3]}, {TOPICS[number % 2]}]"
        site.write(f"notes/lines/l{number:02}.md", note(f"Is it so for {number:02}?", text, topics=topics))
    return built(site.root, site.root / "_site")


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in a language that is written from right to left, with words of another in it, built."""
    site = SiteDriver(tmp_path_factory.mktemp("arabic"))
    site.write("clewline.toml", 'title = "خيوط"\nlanguage = "ar"\n')
    site.write(
        "notes/lima.md",
        note("القليل يكفي (LIMA 65B)", "نص مع English words في الوسط.", summary="ألف مثال تكفي."),
    )
    site.write("notes/rlhf.md", note("RLHF تقلل التنوع", "نص.", summary="تقل الصياغات."))
    text = (
        "نموذج GPT-4 يجيب مثل غيره [[lima]]، و RLHF (2023) تغير الأسلوب "
        "[[rlhf]].\n\nEnglish first, ثم العربية [[lima]]."
    )
    site.write("notes/lines/why.md", note("لماذا تختلف النماذج؟", text, deck="سؤال عن post-training."))
    return built(site.root, site.root / "_site")


def built(root: Path, out: Path) -> Path:
    """The site at ``root``, built into ``out``."""
    build(root, out, load_config(root).value)
    return out

"""What is not stale is what it would be if it were computed again."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clewline.build.making import opened_site
from clewline.build.selection import selection
from clewline.build.site import Site
from clewline.build.store import open_store
from clewline.content.loader import scan
from clewline.engine.database import Database
from clewline.engine.parallel import silent
from clewline.settings.load import load_config
from clewline.theme.theme import load_theme
from history import HISTORIES, Vault

_STEP = st.tuples(*[st.integers(0, 59)] * 3)


def assert_sound(site: Site) -> None:
    """Asserts that everything that is not stale turns out as it is when it is computed again."""
    site.db.settle()
    before = site.db.digests()
    fresh = Site(Database(recording=True))
    fresh.update(site.content, site.theme, site.config)
    fresh.files()
    fresh.diagnostics()
    expected = fresh.db.digests()
    assert {name for name in before.keys() & expected.keys() if before[name] != expected[name]} == set()
    assert {name for name in before if name not in expected and name[0] in ("made", "export")} == set()


@given(history=st.lists(_STEP, min_size=2, max_size=8))
@settings(
    max_examples=HISTORIES or 40,
    derandomize=not HISTORIES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_not_stale_is_sound(tmp_path: Path, history: list[tuple[int, int, int]]) -> None:
    vault = Vault(tmp_path / "vault")
    for step in history:
        vault.step(*step)
        store = open_store(vault.root / "_site")
        config = load_config(vault.root).value
        content = scan(vault.root, selection(vault.root, vault.root / "_site", config))
        site = opened_site(
            vault.root, content, load_theme(vault.root / "templates"), config, store, None, silent
        )
        assert_sound(site)
        site.files()
        site.diagnostics()
        assert_sound(site)
        store.save(site.db)
        store.close()

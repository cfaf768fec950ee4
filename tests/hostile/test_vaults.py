"""Vaults of any names and headers: whatever stands in them, there is a site, and nothing of it leaves its folder."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driver import SiteDriver

_LETTERS = st.sampled_from(
    [*"aB1 -_.@#:&%'()[]~^;,=+!é\u05d0\u4e2d\u200fß", "___", "::", "2024-01-02", "index"]
)
_NAME = st.lists(_LETTERS, min_size=1, max_size=6).map("".join).filter(lambda name: name.strip(". "))
_PATH = st.lists(_NAME, min_size=1, max_size=3).map("/".join)
_VALUE = st.sampled_from(
    [
        "x",
        "[[a]]",
        "[[a]], [[b#c|d]]",
        "[a, '#b/c']",
        "{a: b}",
        "- x",
        "'",
        "2024-01-02",
        "true",
        "@k",
        "10.1/x",
        "",
    ]
)
_KEY = st.sampled_from(
    "title aliases tags topics up source status permalink date id desc relevant_notes references doi kind".split()
)
_HEADER = st.dictionaries(_KEY, _VALUE, max_size=4).map(
    lambda fields: "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n"
)
_PAGE = st.sampled_from(["", "title:: a/b\nalias:: [[x]], y\ntags:: #t\n\n", "public:: false\n"])
_BODY = st.lists(
    st.sampled_from(
        [
            "# T {#a .b}",
            "[[a]] — extends: x",
            "![[b#c]]",
            "#t/u #É",
            "@k [-@k]",
            "$x$",
            "- [ ] d ^e",
            "![[a]]",
            "```\n",
        ]
    ),
    max_size=4,
).map("\n\n".join)
_TEXT = st.tuples(st.one_of(_HEADER, _PAGE), _BODY).map("".join)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(_PATH, _TEXT, min_size=1, max_size=12),
    st.sampled_from(["topics", "pages"]),
    st.booleans(),
)
def test_any_vault_is_a_site(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], tags: str, shows: bool
) -> None:
    root: Path = tmp_path_factory.mktemp("vault")
    site = SiteDriver(root)
    for path, text in files.items():
        if not any(other.startswith(f"{path}.md/") for other in files):
            site.write(f"{path}.md", text)
    built = site.build(tags=tags, properties=shows)
    assert not [one for one in built.found if one.code.startswith("template-")]
    assert "index.html" in built.files
    for url in built.files:
        assert not url.startswith("/") and ".." not in url.split("/") and "" not in url.split("/")

"""The default templates: nothing in them lets text become markup."""

import re

import pytest

from clewline.theme.theme import DEFAULT, load_theme

TEMPLATES = [
    (name, text)
    for name, text in load_theme().templates
    if name.endswith(".html") and not name.startswith(DEFAULT)
]
_UNESCAPED = re.compile(r"\|\s*safe\b")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)

FORBIDDEN = {
    "a value that is not escaped": re.compile(r"\bsafe\b"),
    "an attribute without quotes": re.compile(r"<[^<>]*\s[\w-]+=[^\"'\s>]"),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<style|<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/ld\+json\")", re.IGNORECASE
    ),
    "a running address": re.compile(r"javascript:|data:text", re.IGNORECASE),
}


def markup(text: str) -> str:
    """A template without comments, and without what stands in quotes in its tags."""
    text = re.sub(
        r"\{%(.*?)%\}",
        lambda found: " safe " if "autoescape" in found[1] else "",
        _COMMENT.sub("", text),
        flags=re.DOTALL,
    )
    bare = re.sub(
        r"\{\{(.*?)\}\}", lambda found: "safe" if _UNESCAPED.search(found[1]) else "v", text, flags=re.DOTALL
    )
    return re.sub(r"(?<=[\w-]=)(\"[^\"]*\"|'[^']*')", _without_value, bare)


def _without_value(found: re.Match[str]) -> str:
    kept = ("javascript:", "data:text", "application/ld+json")
    return f'"{"".join(word for word in kept if word in found[0])}"'


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    assert TEMPLATES
    assert [name for name, text in TEMPLATES if FORBIDDEN[what].search(markup(text))] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a value that is not escaped", "{{ page.title | safe }}"),
        ("a value that is not escaped", "{% autoescape false %}{{ page.title }}{% endautoescape %}"),
        ("an attribute without quotes", "<a href={{ page.url }}>x</a>"),
        ("an attribute without quotes", "<a class=x href='y'>x</a>"),
        ("an inline handler", '<a href="x" onclick="y">'),
        ("an inline style", '<p style="color: red">'),
        ("an inline style", "<style>"),
        ("an inline script", "<script>x</script>"),
        ("an inline script", '<script type="module">x</script>'),
        ("a running address", '<a href="javascript:x">'),
    ],
)
def test_each_would_be_noticed(what: str, text: str) -> None:
    assert FORBIDDEN[what].search(markup(text))


def test_every_page_has_a_strict_policy() -> None:
    base = dict(TEMPLATES)["base.html"]
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', base)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    # Pictures and frames alone may come from other hosts, which the settings name.
    fixed = policy[1]
    for kind in ("image", "frame"):
        hosts = f"{{% for host in page.site.{kind}_hosts %}} https://{{{{ host }}}}{{% endfor %}}"
        assert fixed.count(hosts) == 1
        fixed = fixed.replace(hosts, "")
    assert fixed.split("img-src")[1].startswith(" 'self' file: data:;")
    assert not re.search(r"unsafe|https?:|[*{]|script-src[^;]*data:", fixed)
    assert [name for name, text in TEMPLATES if "<html" in text] == ["base.html"]

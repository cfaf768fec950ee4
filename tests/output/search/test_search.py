"""What can be found on a site, and the files that a page loads to find it."""

import hashlib
import json
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from clewline.content.model import Kind
from clewline.output.search import SearchEntry, search_files
from clewline.output.search.entries import work_names
from clewline.output.search.shards import shards, term_key
from clewline.output.search.words import words
from clewline.pages.part_models import ReferenceView
from driver import SiteDriver, note

VENDOR = Path(__file__).parents[3] / "templates" / "assets" / "vendor"
CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def entry(
    url: str, title: str = "", text: str = "", kind: Kind = Kind.NOTE, summary: str = ""
) -> SearchEntry:
    return SearchEntry(url, kind, title, summary, (), "", text)


def data(files: Mapping[str, bytes], name: str) -> object:
    """What the file ``name`` gives to the page."""
    script = files[f"assets/search/{name}.js"].decode()
    start = f"clewlineSearch({json.dumps(name)},"
    assert script.startswith(start) and script.endswith(")\n")
    return json.loads(script[len(start) : -2])


def numbers(packed: str) -> list[int]:
    """The page numbers in a posting."""
    found, number, gap, scale = [], -1, 0, 1
    for letter in packed:
        digit = CODE.index(letter)
        gap += digit % 32 * scale
        scale *= 32
        if digit < 32:
            number += gap
            found.append(number)
            gap, scale = 0, 1
    return found


def postings(files: Mapping[str, bytes], term: str) -> list[list[int] | str]:
    """The pages that have ``term``, by field, looked up as a page does."""
    bounds = str(data(files, "index")[2]).split(" ")  # type: ignore[index]
    shard = str(data(files, f"terms/{bounds[bisect_right(bounds, term_key(term)) - 1]}"))
    lines = [line for line in shard.split("\n") if line.split(" ")[0] == term]
    return (
        [part if part == "*" else numbers(part) for part in lines[0].split(" ")[1].split(".")]
        if lines
        else []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Café’s naïve STRASSE, straße; ﬁne½", {"the", "cafe", "s", "naive", "strasse", "fine1", "2"}),
        ("e\u0301tude soft\u00adhyphen a_b don't", {"etude", "softhyphen", "a", "b", "don", "t"}),
        ("Ελλάς ΟΔΟΣ Ёлка İzmir", {"ελλασ", "οδοσ", "елка", "izmir"}),
        ("שָׁלוֹם مُحَمَّد", {"שלום", "محمد"}),
        ("हिन्दी में", {"हिन्दी", "में"}),
        ("GPT模型", {"gpt", "模型", "型"}),
        ("ﾅﾅ が ＧＰＴ", {"ナナ", "ナ", "が", "gpt"}),
        ("ไทย", {"ไท", "ทย", "ย"}),
        ("한국어 문장", {"한국어", "문장"}),
        ("", set()),
    ],
)
def test_words(text: str, expected: set[str]) -> None:
    assert words(text) == expected


def test_shards_hold_every_term_where_it_is_looked_for() -> None:
    chance = Random(3)
    terms = {"".join(chance.choices("abcdé模𝒳0", k=chance.randint(1, 6))) for _ in range(3000)}
    keys = sorted(map(term_key, terms))
    found = list(shards(keys, [7] * len(keys), 200))
    bounds = [shard.bound for shard in found]
    assert bounds == sorted(set(bounds)) and len(bounds) > 50
    assert [place for shard in found for place in range(shard.start, shard.end)] == list(range(len(keys)))
    for place, key in enumerate(keys):
        shard = found[bisect_right(bounds, key) - 1]
        assert shard.start <= place < shard.end
    assert all(7 * (shard.end - shard.start) <= 200 for shard in found)


def test_a_shard_that_is_full_is_split_alone() -> None:
    keys = sorted(term_key(f"{a}{b}{c}") for a in "abcdefgh" for b in "abcdefgh" for c in "abcdefgh")
    more = sorted([*keys, *(term_key(f"cc{n}") for n in range(100, 140))])
    before = {shard.bound for shard in shards(keys, [10] * len(keys), 400)}
    after = {shard.bound for shard in shards(more, [10] * len(more), 400)}
    assert before < after and all(bound.startswith(term_key("cc")[:7]) for bound in after - before)


def test_one_term_larger_than_a_shard_stands_alone() -> None:
    assert [
        shard.end - shard.start
        for shard in shards([term_key("a"), term_key("ab"), term_key("b")], [9, 900, 9], 100)
    ] == [1, 1, 1]


def test_a_page_is_found_by_its_most_telling_field() -> None:
    one = SearchEntry(
        "notes/a.html",
        Kind.NOTE,
        "Reward",
        "Model.",
        (("Hidden reward, part", "part"),),
        "Zhou 2023",
        "reward model deep",
        ("Recompense",),
    )
    files = search_files([one, entry("lines/b.html", kind=Kind.LINE, text="reward")])
    assert postings(files, "reward") == [[1], [], [], [0]]
    assert postings(files, "hidden") == [[], [1]]
    assert postings(files, "model") == postings(files, "zhou") == [[], [], [1]]
    assert postings(files, "deep") == [[], [], [], [1]]
    assert postings(files, "dee") == []
    assert postings(files, "recompense") == [[1]]
    assert data(files, "pages/0") == [
        ["", "lines/b.html", "", ""],
        ["Reward", "notes/a.html", "Model.", "Recompense", "Hidden reward, part", "part"],
    ]
    assert data(files, "texts/0") == ["reward", "reward model deep\nZhou 2023"]
    assert data(files, "index")[1] == [1, 1, 0, 0]  # type: ignore[index]
    assert str(data(files, "ends/0")).split("\n") == [
        "drawer",
        "esnepmocer",
        "ledom",
        "neddih",
        "peed",
        "trap",
        "uohz",
    ]


def test_a_work_is_found_by_its_names_and_after_it_what_rests_on_it() -> None:
    names = ("arxiv:2212.10511", "doi:10.1000/xyz")
    pages = [
        entry("notes/n.html", "Note")._replace(works=names),
        entry("references/m.html", "Paper", kind=Kind.REFERENCE)._replace(works=names),
    ]
    files = search_files(pages)
    assert postings(files, "=arxiv:2212.10511") == postings(files, "=doi:10.1000/xyz") == [[1], [], [0]]
    assert "=" not in str(data(files, "ends/0"))


@pytest.mark.parametrize(
    ("names", "work", "found"),
    [
        (("arxiv:2212.10511",), "https://arxiv.org/abs/2212.10511", ("arxiv:2212.10511",)),
        ((), "https://www.Example.org/Report/#top", ("url:example.org/report",)),
        ((), "", ()),
    ],
)
def test_names_of_works(names: tuple[str, ...], work: str, found: tuple[str, ...]) -> None:
    assert work_names(ReferenceView("r.html", "R", "R", "", work, "", names=names)) == found


def test_page_numbers_of_any_size_are_kept() -> None:
    files = search_files(
        entry(f"notes/{n:05}.html", "often" if n % 40 == 7 else "", f"word{n}") for n in range(2500)
    )
    assert postings(files, "often") == [list(range(7, 2500, 40))]
    assert postings(files, "word2499") == [[], [], [], [2499]]
    assert postings(files, "word0") == [[], [], [], [0]]


def test_what_most_texts_have_is_said_in_one_sign() -> None:
    files = search_files(
        entry(f"notes/{n:04}.html", "the first" if n < 3 else "", "the text") for n in range(1200)
    )
    assert postings(files, "the") == [[0, 1, 2], [], [], "*"]
    few = search_files(entry(f"notes/{n}.html", "", "the text") for n in range(5))
    assert postings(few, "the") == [[], [], [], [0, 1, 2, 3, 4]]


def test_words_that_are_names_of_other_things() -> None:
    hostile = "__proto__ constructor toString </script><script>alert(1)</script> \u2028 \ud800 \"'\\"
    files = search_files([entry("notes/a.html", hostile, hostile)])
    assert postings(files, "constructor") == postings(files, "proto") == postings(files, "script") == [[0]]
    assert data(files, "texts/0") == [hostile.replace("\ud800", "?")]


def test_an_empty_site() -> None:
    assert data(search_files([]), "index")[1:] == [[0, 0, 0, 0], "", ""]  # type: ignore[index]


def many(changed: str = "") -> list[SearchEntry]:
    chance = Random(11)
    vocabulary = ["".join(chance.choices("aeioubdgklmnprst", k=chance.randint(3, 9))) for _ in range(4000)]
    pages = [
        entry(f"notes/{n:04}.html", f"Title {n}", " ".join(chance.choices(vocabulary, k=150)))
        for n in range(600)
    ]
    pages[300] = pages[300]._replace(text=f"{pages[300].text} {changed}".strip())
    return pages


def test_the_order_of_pages_makes_no_difference() -> None:
    pages = many()
    files = search_files(pages)
    Random(1).shuffle(pages)
    assert search_files(pages) == files and list(search_files(pages)) == sorted(files)


def test_an_edit_changes_few_files() -> None:
    before, after = search_files(many()), search_files(many("brandnew sentence"))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert len(before) > 100
    assert {name.split("/")[2] for name in changed} == {"terms", "ends", "texts"}
    assert len(changed) <= 5


def test_a_site_gives_what_its_pages_show(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    site.write(
        "notes/open.md",
        note(
            "Open <b>title</b> & more",
            "Body [[hidden]] [[other|words of a link]].\n\n## Part *two*\n\n%%unsaid%%",
            topics="[Things]",
        ),
    )
    site.write("notes/other.md", note("Other", "Text.", summary="In short."))
    site.write("notes/hidden.md", note("Hiddentitle", "hiddenbody", private="true", aliases="[hiddenalias]"))
    site.write("notes/draft.md", note("Drafttitle", "draftbody", status="draft"))
    site.write(
        "lines/why.md", note("Why?", "Because [[open]].", deck="Read so.", would_change="[Anotherstudy]")
    )
    site.write("references/z.bib", "@article{z, author={Zhou, Ann}, title={Lima}, year={2023}, doi={10.1/x}}")
    built = site.build()
    files = {name: data for name, data in built.files.items() if name.startswith("assets/search/")}
    said = b"\n".join(files.values()).decode().casefold()
    for absent in (
        "hiddentitle",
        "hiddenbody",
        "hiddenalias",
        "drafttitle",
        "draftbody",
        "unsaid",
        "<b>",
        "&amp;",
    ):
        assert absent not in said
    assert data(files, "pages/0") == [
        ["Why?", "lines/why.html", "Read so.", ""],
        ["Open title & more", "notes/open.html", "Body words of a link.", "", "Part two", "part-two"],
        ["Other", "notes/other.html", "In short.", ""],
        ["Things", "topics/things.html", "", ""],
        ["Lima", "references/z.html", "Ann Zhou · 2023", ""],
    ]
    assert postings(files, "anotherstudy") == [[], [], [], [0]]
    assert postings(files, "things") == [[3], [], [1]]
    assert "search" in built.pages["index.html"].site.sections
    assert 'href="search.html"' in built.text("index.html")


def test_results_show_quotation_marks_as_pages_do(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note('It\'s "so"', "He isn't."))
    shown = site.build().text("assets/search/pages/0.js") + site.build().text("assets/search/texts/0.js")
    assert "It’s “so”" in shown and "He isn’t." in shown
    assert "It's" in site.build(quotes=False).text("assets/search/pages/0.js")


def test_a_site_without_pages_has_no_search(tmp_path: Path) -> None:
    assert "search.html" not in SiteDriver(tmp_path).build().files


def test_vendored_files_are_those_that_were_published() -> None:
    listed = tomllib.loads((VENDOR / "vendor.toml").read_text())["file"]
    names = {"vendor.toml"}
    for file in listed:
        assert {"package", "version", "source", "path", "licence"} <= file.keys()
        for name, digest in ((file["name"], file["sha256"]), (file["licence-file"], file["licence-sha256"])):
            assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
            names.add(name)
    assert {path.name for path in VENDOR.iterdir()} == names

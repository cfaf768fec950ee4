from pathlib import Path

import pytest

from clewline.content.model import Hole, HoleKind, Kind
from clewline.corpus.addresses import (
    Claim,
    attachment_addresses,
    distinguishing_folder,
    page_addresses,
    page_slug,
)
from clewline.corpus.assemble import assemble, plain
from clewline.corpus.names import candidates
from clewline.pages.models import TopicPage
from driver import QUIET, Built, SiteDriver, note

SECRETS = (
    "zqstem",
    "zqtitle",
    "zqalias",
    "zqtext",
    "zqheading",
    "zqsummary",
    "zqref",
    "zqwork",
    "zqtopic",
    "zqfile",
    "2401.09999",
    "zqline",
)


def secret_site(root: Path, hidden: str) -> SiteDriver:
    """A site that names what is withheld (by the front matter ``hidden``) in every way that it can be
    named.
    """
    site = SiteDriver(root)
    fields = {
        "aliases": "[Zqalias]",
        "summary": "Zqsummary.",
        "topics": "[zqtopic, shared topic]",
        "arxiv": "'2401.09999'",
    }
    secret = "# Zqheading\n\nZqtext [[public]] [@zqref; @open2020]. ^mark\n\n![[zqfile.png]] #zqtopic/more"
    site.write("notes/zqstem.md", note("Zqtitle", secret, **fields).replace("---\n", f"---\n{hidden}\n", 1))
    site.write("notes/zqfile.png", b"zqfile")
    site.write(
        "notes/references/zqref.md",
        f"---\n{hidden}\ntitle: Zqwork\nauthor: Zqwork, Ann\nyear: 2020\n---\nZqtext.\n",
    )
    site.write("notes/works.bib", "@book{open2020, title={Open}, author={Doe, Jane}, year=2020}")
    site.write(
        "notes/lines/zqline.md",
        note("Zqline?", "Zqtext [[public]].", next="[line]").replace("---\n", f"---\n{hidden}\n", 1),
    )
    naming = (
        "A [[zqstem]]. B [[zqstem|words]]. C [[Zqtitle]]. D [[zqalias#Zqheading]]. E [[zqstem#^mark]]. F [x](zqstem.md) "
        "[y](/notes/zqstem). G #zqstem #zqalias. H [@zqref] [see @zqref, p. 2; @open2020]. I [[zqref]]. J [[zqline]].\n"
        "\n![[zqstem]]\n\n![[zqstem#Zqheading]]\n"
    )
    fields = {
        "summary": "Sums up [[zqstem]].",
        "topics": "[zqstem, Zqtitle, zqalias]",
        "references": "[zqref]",
        "opposes": "[zqstem]",
    }
    site.write("notes/public.md", note("Public [[zqstem]] note", naming, **fields))
    site.write("notes/around.md", note("Around", "![[public]] [[public]]", topics="[shared topic]"))
    fields = {
        "next": "[zqline]",
        "supports": "[zqstem]",
        "would_change": "['Not [[zqstem]]']",
        "deck": "On [[Zqtitle]].",
    }
    return site.write("notes/lines/line.md", note("Line?", f"{naming}\nK [[public]].\n", **fields))


@pytest.mark.parametrize(
    "hidden",
    [
        "private: true",
        "status: private",
        "draft: true",
        "status: draft",
        "publish: false",
        "private: perhaps",
    ],
)
def test_nothing_of_a_withheld_document_is_in_any_byte(tmp_path: Path, hidden: str) -> None:
    built = secret_site(tmp_path, hidden).build(base_url="https://example.org")
    assert "notes/public.html" in built.files
    assert built.site.attachments() == {}
    for url, data in built.files.items():
        seen = (url + "\n" + data.decode("utf-8", "replace")).casefold()
        assert [word for word in SECRETS if word in seen] == [], url


def test_every_way_of_naming_a_withheld_document_is_reported(tmp_path: Path) -> None:
    built = secret_site(tmp_path, "private: true").build()
    found = [d.code for d in built.found if d.span.path == "notes/lines/line.md" and d.code not in QUIET]
    assert found.count("citation-unpublished") == 9
    assert found.count("link-unpublished") == 10
    assert set(found) == {"citation-unpublished", "link-unpublished"}


def names_of(built: Built, name: str, folder: str = "") -> tuple[str, ...]:
    return candidates(name, built.corpus.names, folder)


def test_names(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("a/one.md", note("Title", "x", aliases="[Alias]"))
        .write("b/one.md", "x")
        .write("b/c/two.md", "x")
    )
    built = site.build()
    assert names_of(built, "one") == ("a/one.md", "b/one.md")
    assert names_of(built, "a/one") == ("a/one.md",)
    assert names_of(built, "./one", "b") == ("b/one.md",)
    assert names_of(built, "../one", "b/c") == ("b/one.md",)
    assert names_of(built, "c/two.md") == ("b/c/two.md",)
    assert names_of(built, "c\\two") == ("b/c/two.md",)
    assert names_of(built, "x/two") == ()
    assert names_of(built, "ALIAS") == names_of(built, "title") == ("a/one.md",)


def test_names_and_addresses_that_two_files_claim(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("notes/a/same.md", note("A", "x", aliases="[nick]"))
        .write("notes/b/Same.md", note("B", "x", aliases="[NICK]"))
    )
    site.write("notes/some note.md", "x").write("notes/some-note.md", "x").write("notes/same-note.md", "x")
    site.write("notes/a.bib", "@misc{key, title={A}}").write(
        "notes/b.bib", "@misc{key, title={B}}\n@misc{ke-y, title={C}}\n@misc{ke:y, title={D}}"
    )
    built = site.build()
    assert [found for found in built.diagnostics() if "reference-field" not in found] == [
        "notes/b.bib:1:7 reference-duplicate",
        "notes/b.bib:3:7 url-conflict",
        "notes/b/Same.md:1:1 alias-duplicate",
        "notes/b/Same.md:1:1 slug-duplicate",
        "notes/some-note.md:1:1 url-conflict",
    ]
    assert "'NICK'" in built.words("alias-duplicate")[0]
    urls = built.corpus.urls
    assert urls["notes/a/same.md"] == "notes/a-same.html"
    assert urls["notes/b/Same.md"] == "notes/b-same.html"
    assert urls["notes/some note.md"] == "notes/some-note.html"
    assert urls["notes/some-note.md"].startswith("notes/some-note-")
    assert built.corpus.references["key"].title == "A"
    assert len(set(urls.values())) == len(urls)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("plain-name", "plain-name"),
        ("Two Words", "two-words"),
        ("Café au lait", "cafe-au-lait"),
        ("日本", "日本"),
        ("为什么 RLHF 有效？", "为什么-rlhf-有效"),
        ("لماذا تختلف النماذج؟", "لماذا-تختلف-النماذج"),
        ("हिन्दी में प्रश्न", "हिन्दी-में-प्रश्न"),
        ("می\u200cروم", "می-روم"),
        ("Почему Так?", "почему-так"),
        ("Größe & Übung", "grosse-ubung"),
        ("???", "page-"),
        ("index", "index-page"),
        ("CON", "con-page"),
        ("com1", "com1-page"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 150, "a" * 150),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert page_slug(name).startswith(slug)
    assert page_slug(name) == page_slug(name).lower()


def test_slugs_are_cut_only_where_no_file_system_could_hold_them() -> None:
    long = " ".join(["word"] * 60)
    assert len(page_slug(long)) < 220
    assert page_slug(long) != page_slug(long + " more")
    assert len(page_slug("長" * 150).encode()) < 220


def test_addresses_never_meet() -> None:
    claims = [
        Claim("x/one dup.md", "one dup", "x"),
        Claim("one/dup.md", "dup", "one"),
        Claim("dup.md", "dup"),
        Claim("one-dup.md", "one-dup"),
        Claim("One dup.md", "One dup"),
        Claim("taken.md", "taken"),
    ]
    made, clashes = page_addresses(Kind.NOTE, claims, {"notes/taken.html": "other"})
    assert len(set(made.values()) | {"notes/taken.html"}) == len(claims) + 1
    assert made["dup.md"] == "notes/dup.html"
    assert {clash.loser for clash in clashes} >= {"taken.md"}


def test_the_folder_that_tells_files_apart() -> None:
    assert distinguishing_folder("notes/lines/deep/er/x.md") == "deep/er"
    assert distinguishing_folder("papers/notes/x.md") == "papers/notes"
    assert distinguishing_folder("x.md") == ""


def test_attachments_keep_their_names_unless_two_share_one() -> None:
    made = attachment_addresses(["a/Fig 1.PNG", "b/x.png", "c/x.png", "d/x.svg"])
    assert made["a/Fig 1.PNG"] == "attachments/fig-1.png"
    assert made["d/x.svg"] == "attachments/x.svg"
    assert made["b/x.png"] != made["c/x.png"]
    assert made["b/x.png"].endswith("-x.png")


def test_topics(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    site.write(
        "notes/topics/alignment.md", note("Alignment of models", "Introduces.", aliases="[AI alignment]")
    )
    site.write("notes/honesty.md", note("On honesty", "Introduces too."))
    site.write("notes/a.md", note("A", "x #Honesty", topics="[Alignment, reasoning]"))
    site.write("notes/b.md", note("B", "x", topics="[ai alignment, Reasoning]"))
    site.write("notes/lines/reasoning.md", note("Reasoning?", "[[a]]"))
    built = site.build()
    alignment = "Alignment of models"
    names = {
        "ai alignment": alignment,
        "alignment": alignment,
        "honesty": "On honesty",
        "reasoning": "Reasoning",
    }
    assert built.corpus.topics == names
    assert [url for url, page in built.pages.items() if isinstance(page, TopicPage)] == [
        "topics/alignment.html",
        "topics/honesty.html",
        "topics/reasoning.html",
    ]
    assert [entry.href for entry in built.topic("alignment").notes.entries] == [
        "notes/a.html",
        "notes/b.html",
    ]
    assert [entry.href for entry in built.topic("reasoning").notes.entries] == [
        "notes/a.html",
        "notes/b.html",
    ]
    assert [entry.href for entry in built.topic("honesty").notes.entries] == ["notes/a.html"]
    assert [link.href for link in built.note("a").topics] == [
        "topics/alignment.html",
        "topics/reasoning.html",
        "topics/honesty.html",
    ]
    entries = [node.text() for node in built.html("topics/index.html").css("main li a")]
    assert entries.count("Alignment of models") == 1


def test_topics_of_one_name_in_two_folders_keep_their_pages(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path).write("topics/a/x.md", note("X a", "x")).write("topics/b/x.md", note("X b", "x"))
    )
    built = site.write("notes/n.md", note("N", "x", topics="[topics/b/x, x]")).build()
    assert [entry.href for entry in built.topic("b-x").notes.entries] == ["notes/n.html"]
    assert built.topic("a-x").name == "X a"
    assert "notes/n.md:1:1 topic-ambiguous" in built.diagnostics()


def test_a_topic_with_the_same_address_as_another(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("topics/ai-safety.md", note("Safety", "x"))
    built = site.write("notes/n.md", note("N", "x", topics="[AI safety, 'AI safety!', ai-safety]")).build()
    urls = [link.href for link in built.note("n").topics]
    assert len(set(urls)) == 3
    assert set(urls) <= set(built.files)


def test_references_from_identifiers(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write(
        "works.bib",
        "@article{zhou, title={LIMA}, author={Zhou, C}, year=2023, "
        "eprint={2305.11206}, archiveprefix={arXiv}}",
    )
    site.write("a.md", note("A", "x", arxiv='"2305.11206"')).write("b.md", note("B", "x", doi="10.1000/182"))
    site.write("c.md", note("C", "x", doi="https://doi.org/10.1000/182"))
    built = site.build()
    assert [view.href for view in built.note("a").references] == ["references/zhou.html"]
    assert built.note("b").references == built.note("c").references != ()
    assert len(built.corpus.references) == 2


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    from clewline.content.loader import scan
    from clewline.content.parse import parse
    from clewline.content.selection import Selection

    content = scan(secret_site(tmp_path, "draft: true").root, Selection({}))
    parsed = [parse(file.source, file.kind).value for file in content.files]
    forward = assemble(parsed, content.attachments, True)
    backward = assemble(parsed[::-1], content.attachments[::-1], True)
    assert forward == backward
    assert list(forward.value.documents) == list(backward.value.documents)


def test_plain_words() -> None:
    assert plain(("A <em>b</em> &amp; ", Hole(HoleKind.LINK, 0), "c")) == "A b & c"


def test_a_literature_note_annotates_the_reference_of_its_key(tmp_path: Path) -> None:
    bib = "@misc{smith2020, title={On Knots}, author={Smith, Ann}, year=2020}\n"
    site = SiteDriver(tmp_path).write("lib.bib", bib)
    site.write("Literature/@smith2020.md", note("My copy", "Annotated."))
    site.write(
        "a.md", "# A\n\n[[@smith2020]], [[smith2020|him]], [it](Literature/@smith2020.md), [@smith2020].\n"
    )
    built = site.build()
    assert built.diagnostics() == []
    assert built.corpus.references["smith2020"].title == "On Knots"
    page = built.files["references/smith2020.html"].decode()
    assert "Annotated." in page and "On Knots" in page
    assert built.files["notes/a.html"].decode().count('href="../references/smith2020.html"') >= 4
    assert [url for url in built.files if url.endswith("smith2020.html")] == ["references/smith2020.html"]


def test_two_annotations_of_one_reference_are_reported(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("@k.md", note("K", "x")).write("references/k.md", note("K", "y"))
    assert "references/k.md:1:1 reference-duplicate" in site.build().diagnostics()


def test_a_tag_that_is_the_name_of_two_notes_is_no_fault(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("a/idea.md", note("One", "x")).write("b/idea.md", note("Two", "x"))
    built = site.write("n.md", note("N", "x #idea", tags="[idea]")).build()
    assert [found for found in built.diagnostics() if "n.md" in found] == []


def test_a_link_in_a_property_leads_both_ways(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("house.md", note("Home", "x"))
        .write("child.md", note("Child", "x", up="'[[house]]'"))
    )
    built = site.write("lost.md", note("Lost", "x", up="'[[nowhere]]'")).build()
    page = built.files["notes/house.html"].decode()
    assert 'href="../notes/child.html"' in page and "<p>up</p>" in page
    assert "lost.md:3:5 link-missing" in built.diagnostics()


def test_a_topic_of_several_notes_is_found_once_and_not_for_tags(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("a/x.md", note("X a", "x")).write("b/x.md", note("X b", "x"))
    site.write("n/one.md", note("One", "x", tags="[x]"))
    assert "topic-ambiguous" not in [one.code for one in site.build().found]
    for name in ("two", "three"):
        site.write(f"n/{name}.md", note(name, "x", topics="[x]"))
    found = [one.span.path for one in site.build().found if one.code == "topic-ambiguous"]
    assert found == ["n/three.md"]


def test_what_a_note_says_of_its_work_is_the_reference_unless_a_bibliography_knows_it(tmp_path: Path) -> None:
    about = {"doi": "10.1000/A", "authors": '["Ada Alm", "Bo Berg"]', "year": "2024", "date": "2025-06-07"}
    site = SiteDriver(tmp_path).write("papers/a.md", note("A work on knots", "x", type="paper", **about))
    site.write("notes/b.md", note("B", "x", doi="10.1000/a")).write(
        "notes/c.md", note("C", "x", doi="10.1000/c")
    )
    references = site.build().corpus.references
    assert {key: (one.title, one.label) for key, one in references.items()} == {
        "doi-10.1000-a": ("A work on knots", "Alm & Berg 2024"),
        "doi-10.1000-c": ("doi:10.1000/c", "doi:10.1000/c"),
    }
    site.write("works.bib", "@book{alm, title={Knots}, author={Alm, Ada}, year=2023, doi={10.1000/a}}")
    assert {key: one.title for key, one in site.build().corpus.references.items()} == {
        "alm": "Knots",
        "doi-10.1000-c": "doi:10.1000/c",
    }

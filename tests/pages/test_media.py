"""Films, sounds and documents in pages, and what is shown in place of what a page cannot show."""

from pathlib import Path

import pytest

from clewline.settings.load import parse_config
from driver import SiteDriver, note


def test_media_are_shown_in_place(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for name in ("a/film.mp4", "talk.mp3", "paper.pdf", "plot.png"):
        site.write(f"notes/files/{name}", b"x")
    text = "![[film.mp4|A film]]\n\n![[talk.mp3]]\n\n![[paper.pdf#page=2]]\n\n![](files/talk.mp3)\n\n"
    text += '<img src="files/plot.png" alt="A plot" width="99"> <video src="files/a/film.mp4"></video>'
    built = site.write("notes/n.md", note("N", text)).build()
    main = built.main("notes/n.html")
    films = [(film.attributes["src"], film.attributes["aria-label"]) for film in main.css("video")]
    assert films == [("../attachments/film.mp4", "A film"), ("../attachments/film.mp4", "film.mp4")]
    assert [sound.attributes["src"] for sound in main.css("audio")] == ["../attachments/talk.mp3"] * 2
    (frame,) = main.css("iframe")
    assert (frame.attributes["src"], frame.attributes["title"]) == (
        "../attachments/paper.pdf#page=2",
        "paper.pdf",
    )
    (image,) = main.css("img")
    assert (image.attributes["alt"], image.attributes["width"]) == ("A plot", "99")
    assert "[A film](../attachments/film.mp4)" in built.text("notes/n.md")
    assert len(built.site.attachments()) == 4
    assert not [d for d in built.found if d.span.path == "notes/n.md" and d.code.endswith("removed")]


def test_what_is_not_run_says_so(tmp_path: Path) -> None:
    text = "```mermaid\ngraph TD\n```\n\n```dataview\nLIST\n```\n"
    built = SiteDriver(tmp_path).write("notes/n.md", note("N", text)).build()
    captions = [caption.text() for caption in built.main("notes/n.html").css("figure.unrun figcaption")]
    assert captions == [
        "Mermaid: a diagram, shown as it is written",
        "Dataview: not run here, shown as it is written",
    ]
    assert [d.code for d in built.found].count("code-not-run") == 2


def test_what_stands_in_a_comment_of_html_is_not_shown(tmp_path: Path) -> None:
    text = "<!-- <img src='https://example.org/a.png'>\n<form> -->\n\nShown <!-- <img src='b.png'> --> words."
    built = SiteDriver(tmp_path).write("notes/n.md", note("N", text)).build()
    page = built.files["notes/n.html"].decode()
    assert "Shown" in page and ".png" not in page and "&lt;!--" not in page
    assert [one for one in built.diagnostics() if "without-reference" not in one] == []


def test_frames_of_other_hosts_are_links(tmp_path: Path) -> None:
    text = '<iframe src="https://video.example/1" title="A talk" width="560"></iframe>'
    built = SiteDriver(tmp_path).write("notes/n.md", note("N", text)).build()
    assert built.links("notes/n.html") == [("A talk", "https://video.example/1")]
    assert "frame-removed" in [d.code for d in built.found]
    assert "<iframe" not in built.text("notes/n.html")


def test_a_drawing_of_excalidraw_is_its_exported_picture(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/draw/plan.excalidraw.md", note("Plan", "# Drawing\n\nraw json"))
    site.write("notes/draw/plan.excalidraw.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    text = "![[plan.excalidraw|300]]\n\n![[plan.excalidraw.md]]\n\n[[plan.excalidraw]]"
    built = site.write("notes/n.md", note("N", text)).build()
    main = built.main("notes/n.html")
    assert [image.attributes["src"] for image in main.css("img")] == [
        "../attachments/plan-excalidraw.svg"
    ] * 2
    assert main.css(".embed") == []
    assert built.links("notes/n.html") == [("Plan", "../notes/plan-excalidraw.html")]


def test_a_drawing_without_a_picture_is_shown_as_a_note(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/plan.excalidraw.md", note("Plan", "Words."))
    built = site.write("notes/n.md", note("N", "![[plan.excalidraw]]")).build()
    assert "Words." in built.main("notes/n.html").text()


def test_a_remote_picture_is_a_link_with_its_words(tmp_path: Path) -> None:
    text = "![A plot|120](https://img.example/a.png) <img src='https://img.example/b.png' alt='B' width='9'>"
    built = SiteDriver(tmp_path).write("notes/n.md", note("N", text)).build()
    assert built.links("notes/n.html") == [
        ("A plot", "https://img.example/a.png"),
        ("B", "https://img.example/b.png"),
    ]
    assert "<img" not in built.text("notes/n.html")


def test_images_of_hosts_that_settings_name_are_loaded(tmp_path: Path) -> None:
    body = (
        "![A|40](https://img.example.org/a?x=1) ![B](https://other.example/b.png) ![C](http://img.example.org/c.png) "
        "![D](https://u@img.example.org/d.png)\n\n<img src='https://img.example.org/e.png' alt='E'>"
    )
    site = SiteDriver(tmp_path).write("n.md", note("N", body))
    built = site.build(image_hosts=("img.example.org",))
    images = built.html("notes/n.html").css("main img")
    assert [(one.attributes["src"], one.attributes.get("width")) for one in images] == [
        ("https://img.example.org/a?x=1", "40"),
        ("https://img.example.org/e.png", None),
    ]
    assert [one.code for one in built.found] == ["image-remote"] * 3 + ["url-secret"]
    policy = built.html("notes/n.html").css_first("meta[http-equiv]")
    assert policy is not None and "data: https://img.example.org;" in str(policy.attributes["content"])
    assert not site.build().html("notes/n.html").css("main img")


def test_frames_of_hosts_that_settings_name_are_shown(tmp_path: Path) -> None:
    body = (
        '<iframe src="https://video.example.org/1?a=1&amp;b=2" title="A talk" onload="x()"></iframe>\n\n'
        '<iframe src="https://other.example/2" title="Other"></iframe>\n\n'
        '<iframe src="http://video.example.org/3" title="Open"></iframe>\n\n[A link](https://video.example.org/4)'
    )
    site = SiteDriver(tmp_path).write("n.md", note("N", body))
    built = site.build(frame_hosts=("video.example.org",))
    (frame,) = built.html("notes/n.html").css("main iframe")
    assert frame.attributes["src"] == "https://video.example.org/1?a=1&b=2"
    assert frame.attributes["title"] == "A talk" and "onload" not in frame.attributes
    assert "allow-top-navigation" not in str(frame.attributes["sandbox"])
    assert ("A talk", "https://video.example.org/1?a=1&b=2") in built.links("notes/n.html")
    assert [one.code for one in built.found] == ["frame-removed"] * 2
    policy = built.html("notes/n.html").css_first("meta[http-equiv]")
    assert policy is not None
    assert "frame-src 'self' file: https://video.example.org;" in str(policy.attributes["content"])
    assert not site.build().html("notes/n.html").css("main iframe")


@pytest.mark.parametrize(
    "hosts", ['"img.example.org"', '["https://img.example.org"]', "['*']", '["a b.org; x"]']
)
def test_hosts_that_are_none_are_refused(hosts: str) -> None:
    checked = parse_config(f"image-hosts = {hosts}\n", "clewline.toml")
    assert checked.value.image_hosts == () and [one.code for one in checked.diagnostics] == ["config-value"]

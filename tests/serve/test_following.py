"""The server shows what is there, however it got there."""

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Server, write

ALPHA = "---\ntitle: Alpha finding\nsummary: Of alpha.\n---\n"


def shows(server: Server, path: str, words: bytes) -> Callable[[], bool]:
    return lambda: words in server.get(path).body


def test_the_overlay_is_in_the_response_only_and_markup_in_it_is_inert(server: Server) -> None:
    bad = "<img src=x onerror=alert(1)>"
    write(server.root, "notes/alpha.md", f"{ALPHA}See [[{bad}]] and [x](javascript:alert(2)).\n")
    server.wait(shows(server, "/notes/alpha.html", b"clewline-overlay"))
    answer = server.get("/notes/alpha.html")
    overlay = answer.body.partition(b'id="clewline-overlay"')[2].partition(b"</details>")[0]
    assert b"notes/alpha.md:5:" in overlay and b"&lt;img" in overlay
    assert b"<img" not in overlay and b"<script" not in overlay
    assert b'href="vscode://file' in overlay and b":5:" in overlay
    assert answer.page == server.clean()["notes/alpha.html"]
    assert b"__clewline" not in server.clean()["notes/alpha.html"]


HALF_TYPED = [
    "---\ntitle: [never closed\n---\n",
    '---\ntitle: "Alp',
    "---\ntitle: Alpha\nsumm\n---\n",
    "---\ntitle: Al\n",
]


@pytest.mark.parametrize("header", HALF_TYPED)
def test_while_a_header_is_broken_the_last_good_page_stays(server: Server, header: str) -> None:
    pages = {path: server.get(path).page for path in ("/notes/alpha.html", "/lines/why.html", "/index.html")}
    write(server.root, "notes/alpha.md", f"{header}Words that come later.\n")
    server.wait(shows(server, "/notes/alpha.html", b"The header of notes/alpha.md cannot be read"))
    assert {path: server.get(path).page for path in pages} == pages
    assert b"front-matter-syntax" in server.get("/notes/alpha.html").body
    assert b"cannot be read" not in server.get("/notes/beta.html").body
    write(server.root, "notes/beta.md", "---\ntitle: Beta finding\n---\nOther words.\n")
    server.wait(shows(server, "/notes/beta.html", b"Other words"))
    assert server.get("/notes/alpha.html").page == pages["/notes/alpha.html"]
    write(server.root, "notes/alpha.md", f"{ALPHA}Mended words.\n")
    server.wait(lambda: b"clewline-overlay" not in server.get("/notes/alpha.html").body)
    server.settles(0)


def test_a_header_that_is_broken_from_the_start_is_shown_as_it_is(server: Server) -> None:
    write(server.root, "notes/new.md", "---\ntitle: [never closed\n---\nWords that stay.\n")
    server.wait(shows(server, "/notes/new.html", b"clewline-overlay"))
    answer = server.get("/notes/new.html")
    assert b"last good page" not in answer.body and b"front-matter-syntax" in answer.body
    server.settles(0)


def test_a_broken_header_that_hides_a_note_is_not_set_aside(server: Server) -> None:
    write(server.root, "notes/alpha.md", "---\nprivate: true\ntitle: [never closed\n---\nWords.\n")
    server.wait(lambda: server.get("/notes/alpha.html").status == 404)
    server.settles(0)


def test_a_header_that_is_undone_and_a_broken_note_that_is_deleted(server: Server) -> None:
    text = (server.root / "notes" / "alpha.md").read_text()
    for undone in (True, False):
        write(server.root, "notes/alpha.md", text.replace("title: ", "title: ["))
        server.wait(shows(server, "/notes/alpha.html", b"last good page"))
        write(server.root, "notes/alpha.md", text) if undone else (
            server.root / "notes" / "alpha.md"
        ).unlink()
        server.wait(lambda: b"last good page" not in server.get("/notes/alpha.html").body)
        server.settles(0)


def test_a_file_that_is_empty_for_a_moment_leaves_its_page_alone(server: Server) -> None:
    file = server.root / "notes" / "alpha.md"
    good = server.get("/notes/alpha.html").page
    seen = set()
    with file.open("r+b") as handle:
        handle.truncate()
        handle.flush()
        until = time.monotonic() + 0.3
        while time.monotonic() < until:
            seen.add(server.get("/notes/alpha.html").page)
        handle.write(ALPHA.encode() + b"Written at last.\n")
    server.wait(shows(server, "/notes/alpha.html", b"Written at last"))
    assert seen == {good}
    file.write_bytes(b"")
    server.wait(lambda: b"Written at last" not in server.get("/notes/alpha.html").body)
    server.settles(0)


def test_what_was_done_is_said_on_the_terminal(server: Server) -> None:
    server.get("/notes/alpha.html")
    stream = server.stream()
    write(server.root, "notes/alpha.md", f"{ALPHA}See [[nowhere]].\n")
    assert "notes/alpha.html" in stream.event()["pages"]
    server.get("/notes/alpha.html")
    server.wait(lambda: server.said[-1].startswith("notes/alpha.md"))
    stream.close()
    assert re.fullmatch(
        r"notes/alpha.md: \d pages? rendered in \d+ ms, 0 errors, \d+ warnings?\n", server.said[-1]
    ), server.said


def test_while_a_template_is_broken_the_last_good_page_stays(server: Server) -> None:
    good = server.get("/notes/alpha.html").page
    write(server.root, "templates/note.html", "{{ page.nothing }}")
    server.wait(shows(server, "/notes/alpha.html", b"this is the last good page"))
    broken = server.get("/notes/alpha.html")
    assert (broken.status, broken.page) == (200, good)
    assert b"templates/note.html:1:1" in broken.body
    # nobody has seen this page while it was good
    assert b"template-error" in server.get("/notes/beta.html").body
    write(server.root, "templates/note.html", "mended {{ page.url }}")
    server.wait(shows(server, "/notes/alpha.html", b"mended notes/alpha.html"))
    (server.root / "templates" / "note.html").unlink()
    server.wait(lambda: server.get("/notes/alpha.html").page == good)
    server.settles(0)


def test_a_renamed_page_is_followed(server: Server) -> None:
    server.get("/notes/alpha.html")
    stream = server.stream()
    (server.root / "notes" / "alpha.md").rename(server.root / "notes" / "gamma.md")
    assert stream.event()["moved"] == {"notes/alpha.html": "notes/gamma.html"}
    stream.close()
    assert server.get("/notes/alpha.html").status == 404
    server.settles(0)


def test_a_page_that_comes_back_is_announced(server: Server) -> None:
    text = (server.root / "notes" / "alpha.md").read_text()
    server.get("/notes/alpha.html")
    stream = server.stream()
    (server.root / "notes" / "alpha.md").unlink()
    assert "notes/alpha.html" in stream.event()["pages"]
    assert server.get("/notes/alpha.html").status == 404
    write(server.root, "notes/alpha.md", text)
    assert "notes/alpha.html" in stream.event()["pages"]
    stream.close()


def rename_over(file: Path, data: bytes) -> None:
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_bytes(data)
    beside.replace(file)


def truncate_and_write(file: Path, data: bytes) -> None:
    with file.open("r+b") as handle:
        handle.truncate()
        handle.flush()
        for place in range(0, len(data), 7):
            handle.write(data[place : place + 7])
            handle.flush()


def backup_and_write(file: Path, data: bytes) -> None:
    """As Vim does with ``backupcopy=no``: a probe, the old file becomes the backup, a new one is written, the
    backup goes.
    """
    probe, backup = file.with_name("4913"), file.with_name(f"{file.name}~")
    probe.write_bytes(b"")
    probe.unlink()
    file.rename(backup)
    file.write_bytes(data)
    backup.unlink()


def delete_and_write(file: Path, data: bytes) -> None:
    file.unlink()
    file.write_bytes(data)


def write_with_old_times(file: Path, data: bytes) -> None:
    before = file.stat()
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch_and_write_in_place(file: Path, data: bytes) -> None:
    handle = os.open(file, os.O_RDWR)
    os.pwrite(handle, data, 0)
    os.ftruncate(handle, len(data))
    os.close(handle)


WAYS = [
    rename_over,
    truncate_and_write,
    backup_and_write,
    delete_and_write,
    write_with_old_times,
    touch_and_write_in_place,
]


def test_every_way_of_saving_is_seen(server: Server) -> None:
    file = server.root / "notes" / "alpha.md"
    slowest = 0.0
    for number, save in enumerate([*WAYS, *WAYS]):
        words = f"Saved {number:02} times.".encode()
        save(file, ALPHA.encode() + words + b"\n")
        slowest = max(slowest, server.wait(shows(server, "/notes/alpha.html", words), 4))
    assert slowest < 2
    server.settles(0.5)


def test_a_thousand_files_at_once(server: Server) -> None:
    for number in range(1000):
        write(
            server.root, f"notes/many/note-{number}.md", f"Note {number} [[alpha]] [[note-{number // 2}]].\n"
        )
    server.wait(lambda: server.get("/notes/note-999.html").status == 200, 20)
    for number in range(0, 1000, 2):
        write(server.root, f"notes/many/note-{number}.md", f"Other words {number}.\n")
    (server.root / "notes" / "many").rename(server.root / "notes" / "moved")
    server.wait(shows(server, "/notes/note-998.html", b"Other words 998"), 20)
    server.settles()
    shutil.rmtree(server.root / "notes" / "moved")
    server.wait(lambda: server.get("/notes/note-999.html").status == 404, 20)
    server.settles()


def test_settings_and_templates_and_folders(server: Server) -> None:
    write(server.root, "clewline.toml", 'title = "Another name"\nignore = ["notes/beta.md"]\n')
    server.wait(shows(server, "/", b"Another name"))
    server.wait(lambda: server.get("/notes/beta.html").status == 404)
    server.settles(0)
    write(server.root, "clewline.toml", 'title = "never closed\n')
    server.wait(shows(server, "/", b"clewline.toml:1"))
    assert b"Another name" in server.get("/").body
    (server.root / "clewline.toml").unlink()
    server.wait(lambda: server.get("/notes/beta.html").status == 200)
    write(server.root, "templates/assets/mine.js", "first")
    server.wait(shows(server, "/assets/mine.js", b"first"))
    write(server.root, "templates/assets/mine.js", "second")
    server.wait(shows(server, "/assets/mine.js", b"second"))
    shutil.rmtree(server.root / "lines")
    server.wait(lambda: server.get("/lines/why.html").status == 404)
    server.settles(0)
    shutil.rmtree(server.root / "templates")
    shutil.rmtree(server.root / "notes")
    server.wait(lambda: server.get("/notes/alpha.html").status == 404)
    write(server.root, "notes/new.md", "Words of a new start.\n")
    server.wait(shows(server, "/notes/new.html", b"new start"))
    server.settles(0)


def test_one_thing_in_the_place_of_another(server: Server) -> None:
    file, elsewhere = server.root / "notes" / "alpha.md", server.root.parent / "canary.txt"
    text = file.read_text()
    file.unlink()
    write(server.root, "notes/alpha.md/inside.md", "Inside [[beta]].\n")
    server.wait(shows(server, "/notes/inside.html", b"Inside"))
    assert server.get("/notes/alpha.html").status == 404
    shutil.rmtree(file)
    file.symlink_to(elsewhere)
    server.wait(lambda: server.get("/notes/inside.html").status == 404)
    server.settles(0.5)
    file.unlink()
    file.write_text(text)
    server.wait(shows(server, "/notes/alpha.html", b"Words of alpha"))
    (server.root / "notes").rename(server.root.parent / "away")
    (server.root / "notes").symlink_to(server.root.parent / "away")
    server.wait(lambda: server.get("/notes/alpha.html").status == 404)
    (server.root / "notes").unlink()
    (server.root.parent / "away").rename(server.root / "notes")
    server.wait(shows(server, "/notes/alpha.html", b"Words of alpha"))
    server.settles(0)


def test_a_picture_and_a_script_that_change_are_announced(server: Server) -> None:
    write(server.root, "templates/assets/mine.js", "first")
    server.wait(shows(server, "/assets/mine.js", b"first"))
    server.get("/attachments/picture.png")
    stream = server.stream()
    write(server.root, "notes/picture.png", "another")
    assert "attachments/picture.png" in stream.event()["pages"]
    assert server.get("/attachments/picture.png").body == b"another"
    write(server.root, "templates/assets/mine.js", "second")
    assert "assets/mine.js" in stream.event()["pages"]
    stream.close()


def test_a_build_into_the_folder_changes_nothing(server: Server) -> None:
    stream = server.stream()
    server.get("/notes/alpha.html")
    for number in range(3):
        write(server.root, f"_site/notes/{number}.html", "built")
    write(server.root, ".git/index", "x")
    write(server.root, "notes/beta.md", "Words that count.\n")
    server.get("/notes/beta.html")
    event = stream.event()
    assert "notes/alpha.html" in event["pages"]  # it shows the title of the other
    stream.close()
    said = [line for line in server.said if "_site" in line or ".git" in line]
    assert said == []


@pytest.mark.parametrize(
    "url", ["/attachments/picture.png", "/notes/alpha.md", "/search.html", "/graph.json"]
)
def test_what_is_no_page_is_served_too(steady: Server, url: str) -> None:
    expected = steady.clean() | {"attachments/picture.png": b"no picture"}
    if url[1:] in expected:
        assert steady.get(url).page == expected[url[1:]]
        assert steady.get(url).headers["x-content-type-options"] == "nosniff"


def test_files_that_editors_leave_for_a_moment_say_nothing(server: Server) -> None:
    names = (
        "4913",
        ".alpha.md.swp",
        "alpha.md~",
        "#alpha.md#",
        ".#alpha.md",
        "alpha.md.tmp.81.2",
        "alpha.md.save",
    )
    for name in names:
        write(server.root, f"notes/{name}", "x")
    write(server.root, "notes/alpha.md", f"{ALPHA}Mended.\n")
    server.wait(shows(server, "/notes/alpha.html", b"Mended"))
    server.wait(lambda: any(line.startswith("notes/alpha.md:") for line in server.said))
    assert str(server.root.resolve()) in server.said[0]
    assert not any(
        f"notes/{name}" in line.partition(":")[0].split(", ") for line in server.said for name in names
    )

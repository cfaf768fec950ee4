"""Running the server."""

from pathlib import Path

import pytest

from clewline.serve.run import address_of

from .conftest import Server


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8484/"),
        ("0.0.0.0", "http://127.0.0.1:8484/"),
        ("::", "http://[::1]:8484/"),
        ("[::1]", "http://[::1]:8484/"),
        ("my-machine.local", "http://my-machine.local:8484/"),
    ],
)
def test_the_address_can_be_clicked(host: str, address: str) -> None:
    assert address_of(host, 8484) == address


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty.txt", "there is nothing to show here yet; `clewline init` starts a site"),
        (
            "note.md",
            "the whole folder was taken as content: 1 note; `clewline init` settles which folders are",
        ),
    ],
)
def test_it_says_what_it_took_as_content(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("Words.\n", encoding="utf-8")
    running = Server(tmp_path)
    try:
        running.wait(lambda: f"{said}\n" in running.said)
    finally:
        running.stop()

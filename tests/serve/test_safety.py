"""The server answers its own pages only, serves the site only, and survives any request."""

import random
import threading

import pytest

from .conftest import Server, write


def head(server: Server, target: str, *lines: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {target} HTTP/1.1", *lines, "Connection: close", "", ""]).encode("latin-1")


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        (["127.0.0.1:{port}"], 200),
        (["localhost:{port}"], 200),
        (["LOCALHOST:{port}"], 200),
        (["[::1]:{port}"], 200),
        (["127.0.0.1"], 421),
        (["127.0.0.1:1"], 421),
        (["evil.example"], 421),
        (["evil.example:{port}"], 421),
        (["localhost:{port}.evil.example"], 421),
        (["localhost.evil.example:{port}"], 421),
        (["127.0.0.1:{port}@evil.example"], 421),
        (["10.0.0.1:{port}"], 421),
        (["0.0.0.0:{port}"], 421),
        ([""], 421),
        (["127.0.0.1:{port}", "evil.example"], 400),
        (["evil.example", "127.0.0.1:{port}"], 400),
    ],
)
def test_only_its_own_names_are_answered(steady: Server, hosts: list[str], expected: int) -> None:
    lines = [f"Host: {host.format(port=steady.port)}" for host in hosts]
    for target in ("/", "/__clewline/events" if expected != 200 else "/__clewline/client.js"):
        answer = steady.raw(head(steady, target, *lines))
        assert status(answer) in ({expected, 421} if expected == 400 else {expected}), answer[:200]
        assert expected == 200 or b"finding" not in answer


def test_no_host_is_refused(steady: Server) -> None:
    assert status(steady.raw(head(steady, "/"))) in (400, 421)
    assert status(steady.raw(b"GET / HTTP/1.0\r\n\r\n")) in (400, 421)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("http://127.0.0.1:{port}", 200),
        ("http://localhost:{port}", 200),
        ("https://127.0.0.1:{port}", 403),
        ("http://127.0.0.1", 403),
        ("http://127.0.0.1:1", 403),
        ("http://evil.example", 403),
        ("http://localhost:{port}.evil.example", 403),
        ("http://10.0.0.1:{port}", 403),
        ("null", 403),
        ("", 403),
        ("file://", 403),
    ],
)
def test_only_its_own_pages_may_ask(steady: Server, origin: str, expected: int) -> None:
    for path in ("/", "/notes/alpha.html", "/__clewline/client.js"):
        answer = steady.get(path, Origin=origin.format(port=steady.port))
        assert answer.status == expected
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers.get("cross-origin-resource-policy", "same-origin") == "same-origin"
    if expected != 200:
        assert steady.get("/__clewline/events", Origin=origin.format(port=steady.port)).status == expected


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}])
@pytest.mark.parametrize("name", ["events", "since"])
def test_only_a_page_is_told_of_changes(steady: Server, name: str, headers: dict[str, str]) -> None:
    assert steady.get(f"/__clewline/{name}", **headers).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"])
def test_pages_can_only_be_read(steady: Server, method: str) -> None:
    assert steady.get("/", method).status in (405, 400)


def test_head_gives_no_body(steady: Server) -> None:
    answer = steady.get("/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")


TRAVERSALS = [
    "/../canary.txt",
    "/../../canary.txt",
    "/%2e%2e/canary.txt",
    "/%2E%2E/canary.txt",
    "/..%2fcanary.txt",
    "/..%2Fcanary.txt",
    "/%2e%2e%2fcanary.txt",
    "/.%2e/canary.txt",
    "/%2e./canary.txt",
    "/..%5ccanary.txt",
    "/..\\canary.txt",
    "/%5c..%5ccanary.txt",
    "/%252e%252e%252fcanary.txt",
    "/%c0%ae%c0%ae/canary.txt",
    "/%c0%ae%c0%ae%c0%afcanary.txt",
    "/%u002e%u002e/canary.txt",
    "/....//canary.txt",
    "/..;/canary.txt",
    "/notes/../../canary.txt",
    "/notes/..%2f..%2fcanary.txt",
    "/notes/%2e%2e/%2e%2e/canary.txt",
    "//canary.txt",
    "//../canary.txt",
    "/./../canary.txt",
    "/__clewline/../../canary.txt",
    "/__clewline/..%2f..%2fcanary.txt",
    "/__clewline/app.py",
    "/__clewline/__init__.py",
    "/attachments/../../canary.txt",
    "/attachments/..%2f..%2fnotes%2fsecret.md",
    "/notes/secret.md",
    "/notes/secret.html",
    "/canary.md",
    "/canary.html",
    "/clewline.toml",
    "/notes/picture.png",
    "/etc/passwd",
    "/%2fetc%2fpasswd",
    "//etc/passwd",
    "/file:///etc/passwd",
    "/..%00/canary.txt",
    "/index.html%00.txt",
    "http://127.0.0.1/../canary.txt",
    "file:///etc/passwd",
    "*",
]


@pytest.mark.parametrize("target", TRAVERSALS)
def test_no_path_leaves_the_site(steady: Server, target: str) -> None:
    answer = steady.raw(head(steady, target, f"Host: 127.0.0.1:{steady.port}"))
    assert 400 <= status(answer) < 500, answer[:200]
    assert (
        b"CANARY" not in answer
        and b"root:" not in answer
        and b"no picture" not in answer
        and b'A site"' not in answer
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
        b"GET /%ff%fe HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
        b"GET /%zz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
        b"GET /" + b"a" * 30_000 + b" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzzz",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 300,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_broken_requests_do_no_harm(steady: Server, data: bytes) -> None:
    answer = steady.raw(data.replace(b"{port}", str(steady.port).encode()))
    assert status(answer) in (0, 200, 400, 404, 405, 414, 421, 431), answer[:200]
    assert b"CANARY" not in answer
    assert steady.get("/").status == 200


def test_random_requests_do_no_harm(steady: Server) -> None:
    chance = random.Random(5)
    pieces = [
        b"GET ",
        b"HEAD ",
        b"/",
        b"..",
        b"%2e",
        b"%00",
        b"\\",
        b"notes",
        b"alpha.html",
        b"?",
        b"#",
        b" HTTP/1.1",
        b"\r\n",
        b"Host: ",
    ]
    pieces += [
        f"127.0.0.1:{steady.port}".encode(),
        b"Origin: null",
        b":",
        b"\0",
        b"\xff",
        b"canary.txt",
        b"__clewline",
        b"Range: bytes=0-",
    ]
    for _ in range(300):
        middle = b"".join(chance.choices(pieces, k=chance.randint(1, 14)))
        data = (
            b"GET /" + middle + b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % steady.port
        )
        answer = steady.raw(data) if chance.random() < 0.9 else steady.raw(middle + b"\r\n\r\n", 0.2)
        assert status(answer) < 500, (middle, answer[:200])
        assert b"CANARY" not in answer
    assert steady.get("/").status == 200


def test_nine_tabs_at_once(server: Server) -> None:
    streams = [server.stream() for _ in range(9)]
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(server.get("/notes/alpha.html").status))
        for _ in range(9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert answers == [200] * 9
    write(server.root, "notes/alpha.md", "---\ntitle: Alpha finding\n---\nOther words.\n")
    for stream in streams:
        assert "notes/alpha.html" in stream.event()["pages"]
        stream.close()
    assert server.get("/").status == 200


def test_nothing_is_written_and_only_loopback_listens(server: Server) -> None:
    server.get("/notes/alpha.html")
    write(server.root, "notes/beta.md", "Other words.\n")
    server.wait(lambda: b"Other words" in server.get("/notes/beta.html").body)
    assert not (server.root / "_site").exists()
    assert server.said[0].startswith("http://127.0.0.1:")

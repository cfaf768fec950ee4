import asyncio
import gzip
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import trustme

from check.external.external_site import (
    NOW,
    PUBLIC,
    Handler,
    Request,
    Site,
    raw,
    reply,
    serving,
    told,
    verdict,
    verdicts,
)
from clewline.check.external import Outcome
from clewline.check.external.network import AGENT

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


# Private addresses

SPELLINGS = (
    *(
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "2130706433",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
    ),
    *(
        "%31%32%37.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
        "①②⑦.0.0.1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "ⓛocalhost",
    ),
    *(
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
        "[64:ff9b::127.0.0.1]",
        "[fe80::1]",
        "[fd00:ec2::254]",
    ),
    *(
        "169.254.169.254",
        "10.0.0.1",
        "192.168.0.1",
        "172.31.255.1",
        "100.100.100.200",
        "me@127.0.0.1",
        "93.184.216.34@127.0.0.1",
        "inside.test",
    ),
)


def test_no_spelling_leads_into_a_private_network(site: Site) -> None:
    found = verdicts(site, *(f"http://{host}:{site.port}/" for host in SPELLINGS), allow_private=False)
    assert [
        host for host, each in zip(SPELLINGS, found, strict=True) if each.outcome is not Outcome.REFUSED
    ] == []
    assert not site.dialled and not site.asked


def test_one_private_address_among_public_ones_is_enough(site: Site) -> None:
    def mixed(host: str, port: int) -> list[str]:
        return [PUBLIC, "10.0.0.1"]

    assert told(site, "http://mixed.test/", allow_private=False, resolve=mixed) == (
        "refused",
        "leads into a private network",
    )
    assert not site.dialled


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{}/in",
        "http://inside.test:{}/in",
        "//[::ffff:127.0.0.1]:{}/in",
        "http://2130706433:{}/in",
    ],
)
def test_redirects_into_a_private_network_are_not_followed(site: Site, location: str) -> None:
    site.answers("/x", reply(302, location=location.format(site.port)))
    site.answers("/in", reply(200))

    def names(host: str, port: int) -> list[str]:
        return [PUBLIC if host == "public.test" else "127.0.0.1"]

    outcome, reason = told(site, "http://public.test/x", allow_private=False, resolve=names)
    assert outcome == "refused" and reason.endswith("leads into a private network")
    assert set(site.dialled) == {PUBLIC} and not site.methods("/in")


@pytest.mark.parametrize("host", ["169.254.169.254", "[fd00:ec2::254]", "metadata.test", "2852039166"])
def test_services_that_know_secrets_are_never_asked(site: Site, host: str) -> None:
    site.answers("/x", reply(302, location=f"http://{host}/latest/meta-data/"))

    def names(name: str, port: int) -> list[str]:
        return ["169.254.169.254" if name == "metadata.test" else PUBLIC]

    assert told(site, "http://public.test/x", allow_private=True, resolve=names)[0] == "refused"
    assert set(site.dialled) == {PUBLIC}


def test_a_name_that_changes_its_meaning_gains_nothing(site: Site) -> None:
    answers = [[PUBLIC], [PUBLIC], ["127.0.0.1"]]
    site.answers("/x", reply(405))

    def rebinding(host: str, port: int) -> list[str]:
        return answers.pop(0)

    # robots.txt and HEAD reach the public address, each by a connection of its own; for GET, the name has
    # become a private one.
    assert told(site, "http://rebinding.test/x", allow_private=False, resolve=rebinding)[0] == "refused"
    assert site.dialled == [PUBLIC, PUBLIC] and site.methods("/x") == ["HEAD"] and not answers


def test_robots_that_lead_into_a_private_network_are_not_read(site: Site) -> None:
    site.answers("/robots.txt", reply(302, location="http://10.0.0.1/"))
    site.answers("/x", reply(200))
    assert (
        told(site, "http://public.test/x", allow_private=False, resolve=lambda host, port: [PUBLIC])[0]
        == "ok"
    )
    assert set(site.dialled) == {PUBLIC}


def test_the_second_address_is_tried_when_the_first_is_closed(site: Site) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.2", 0))
        site.answers("/x", reply(200))
        assert told(site, site.url("/x"), resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])[0] == "ok"
    assert site.dialled[:2] == ["127.0.0.2", "127.0.0.1"]


# Answers that go wrong


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"", reset=True),
        raw(b""),
        raw(HEAD[:20]),
        raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
        raw(b"\x16\x03\x01" + b"\xff" * 300),
        raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"),
        raw(b"HTTP/1.1 99999 OK\r\n\r\n"),
    ],
)
def test_answers_that_are_none_cannot_be_told(site: Site, answer: Handler) -> None:
    assert told(site, site.answers("/x", answer))[0] == "unverified"
    assert len(site.methods("/x")) == 3


@pytest.mark.parametrize(
    "body",
    [
        raw(HEAD + b"Content-Length: 100000\r\n\r\n<p>short"),
        raw(HEAD + b"Content-Length: 100000\r\n\r\n<p>short", reset=True),
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n8\r\n<p>short\r\nzz\r\n"),
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n8\r\n<p>short\r\n"),
        raw(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnot gzip"),
        raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>short" * 1000)[:-20]),
    ],
)
def test_bodies_that_break_off(site: Site, body: Handler) -> None:
    address = site.answers("/x", body)
    assert told(site, address)[0] == "ok"
    assert told(site, address + "#absent")[0] == "unverified"


def test_a_length_that_is_too_small_ends_the_page(site: Site) -> None:
    address = site.answers("/x", raw(HEAD + b"Content-Length: 8\r\n\r\n<p id=a><p id=b>"))
    assert [str(each.outcome) for each in verdicts(site, address + "#a", address + "#b")] == [
        "ok",
        "fragment",
    ]


def test_a_page_of_a_gigabyte_is_not_read(site: Site) -> None:
    sent = [0]

    async def endless(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"Content-Length: 1073741824\r\n\r\n<p id=a>")
        while request.method == "GET" and sent[0] < 1 << 30:
            writer.write(b"x" * 65536)
            await writer.drain()
            sent[0] += 65536

    assert told(site, site.answers("/x", endless))[0] == "ok"
    found = verdicts(site, site.url("/x#a"), site.url("/x#b"))
    assert [str(each.outcome) for each in found] == ["ok", "unverified"]
    assert sent[0] < 20 << 20


def test_a_small_packed_page_that_unpacks_to_a_large_one_is_bounded(site: Site) -> None:
    import tracemalloc

    bomb = gzip.compress(b"x" * (200 << 20), 1)
    address = site.answers("/x", reply(200, bomb, content_encoding="gzip")) + "#a"
    tracemalloc.start()
    assert told(site, address)[0] == "unverified"
    assert tracemalloc.get_traced_memory()[1] < 40 << 20
    tracemalloc.stop()


def test_packed_pages_are_read(site: Site) -> None:
    address = site.answers("/x", reply(200, gzip.compress(b"<p id=a>"), content_encoding="gzip"))
    assert [str(each.outcome) for each in verdicts(site, address + "#a", address + "#b")] == [
        "ok",
        "fragment",
    ]


@pytest.mark.parametrize(
    "answer",
    [raw(b"", pause=5), raw(*(bytes([byte]) for byte in b"HTTP/1.1 200 OK\r\n" * 5), pause=0.05)],
    ids=["silent", "a byte at a time"],
)
def test_slow_servers_cost_no_more_than_the_time_allowed(site: Site, answer: Handler) -> None:
    address = site.answers("/x", answer)
    started = time.monotonic()
    assert told(site, address, timeout=0.2) == ("unverified", "does not answer in time")
    assert time.monotonic() - started < 1.5


def test_slow_pages_cost_no_more_than_the_time_allowed(site: Site) -> None:
    address = site.answers("/x", raw(HEAD + b"\r\n", *[b"<p>word"] * 100, pause=0.05))
    started = time.monotonic()
    assert told(site, address + "#a", timeout=0.3)[0] == "unverified"
    assert time.monotonic() - started < 1


def test_a_host_that_is_silent_is_soon_left_alone(site: Site) -> None:
    addresses = [site.answers(f"/{number}", raw(b"", pause=5)) for number in range(30)]
    started = time.monotonic()
    assert {each.outcome for each in verdicts(site, *addresses, timeout=0.1)} == {Outcome.UNVERIFIED}
    assert time.monotonic() - started < 2


def test_closed_ports_and_failing_look_ups_cannot_be_told(site: Site) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert told(site, f"http://127.0.0.1:{closed.getsockname()[1]}/") == (
            "unverified",
            "cannot be reached",
        )

    def later(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    assert told(site, "http://a.test/", resolve=later) == (
        "unverified",
        "names a host that could not be looked up",
    )


# Certificates


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def _trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def _told(context: ssl.SSLContext, trust: ssl.SSLContext) -> tuple[str, str]:
    with serving(context) as site:
        site.answers("/x", reply(200))
        return told(site, site.url("/x").replace("http", "https"), trust=trust)


def test_good_certificates_are_checked_against_the_name(site: Site) -> None:
    authority = trustme.CA()
    assert _told(_context(authority.issue_cert("a.test")), _trusting(authority)) == ("ok", "")


def test_bad_certificates_are_named_as_the_reason() -> None:
    authority = trustme.CA()
    old = authority.issue_cert(
        "a.test", not_after=NOW - timedelta(days=400), not_before=NOW - timedelta(days=800)
    )
    for certificate in (authority.issue_cert("b.test"), old):
        outcome, reason = _told(_context(certificate), _trusting(authority))
        assert outcome == "broken" and reason.startswith("has a bad certificate (")


def test_a_certificate_that_vouches_for_itself_is_bad() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority = trustme.CA()
    with authority.cert_pem.tempfile() as certificate, authority.private_key_pem.tempfile() as key:
        context.load_cert_chain(certificate, key)
    outcome, reason = _told(context, ssl.create_default_context())
    assert outcome == "broken" and "self" in reason and "certificate" in reason


def test_a_chain_that_lacks_a_part_cannot_be_told() -> None:
    assert _told(_context(trustme.CA().issue_cert("a.test")), ssl.create_default_context())[0] == "unverified"


# asyncio's server leaves its own half of a TLS handshake that breaks off to the garbage collector, which
# complains.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_speaking_plainly_to_tls_and_the_other_way_round(site: Site) -> None:
    site.answers("/x", reply(200))
    assert told(site, site.url("/x").replace("http", "https"), timeout=0.2)[0] == "unverified"
    with serving(_context(trustme.CA().issue_cert("a.test"))) as secure:
        assert told(secure, secure.url("/x"))[0] == "unverified"


def test_we_say_who_we_are(site: Site) -> None:
    verdict(site, site.answers("/x", reply(200)))
    assert all(AGENT in request.headers["user-agent"] for request in site.asked)
    assert {request.host for request in site.asked} == {f"a.test:{site.port}"}

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from check.external.external_site import (
    NOW,
    PUBLIC,
    Handler,
    Request,
    Site,
    options,
    place,
    raw,
    reply,
    serving,
    told,
    verdict,
    verdicts,
)
from clewline.check.external import ExternalUse, Outcome, check_external, diagnostics_of
from clewline.check.external.cache import read_cache
from clewline.diagnostics.rules import RULES


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


OUTCOMES = {
    **dict.fromkeys((200, 201, 203, 204, 206), "ok"),
    **dict.fromkeys((404, 410), "broken"),
    **dict.fromkeys(
        (
            202,
            300,
            304,
            400,
            401,
            402,
            403,
            405,
            406,
            407,
            418,
            429,
            451,
            500,
            501,
            502,
            503,
            504,
            520,
            599,
            999,
        ),
        "unverified",
    ),
    **dict.fromkeys((301, 302, 303, 307, 308), "unverified"),
}


def test_every_status(site: Site) -> None:
    addresses = {
        status: site.answers(f"/{status}", reply(status)).replace("a.test", f"s{status}.test")
        for status in OUTCOMES
    }
    found = verdicts(site, *addresses.values(), backoff=0.001)
    assert {status: str(each.outcome) for status, each in zip(OUTCOMES, found, strict=True)} == OUTCOMES
    assert all(each.reason for each in found if each.outcome is not Outcome.OK)


def test_head_is_enough_when_it_is_answered(site: Site) -> None:
    assert told(site, site.answers("/x", reply(200))) == ("ok", "")
    assert site.methods("/x") == ["HEAD"]


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_what_head_says_against_an_address_is_not_believed(site: Site, status: int) -> None:
    assert told(site, site.answers("/x", reply(status), reply(200)))[0] == "ok"
    assert site.methods("/x") == ["HEAD", "GET"]


def test_servers_that_fail_for_a_moment_are_asked_again(site: Site) -> None:
    assert told(site, site.answers("/x", reply(502), reply(502), reply(200)))[0] == "ok"
    assert told(site, site.answers("/y", reply(503)))[0] == "unverified"
    assert len(site.methods("/y")) == 3


def test_one_address_is_asked_once_however_often_and_wherever_it_stands(site: Site) -> None:
    address = site.answers("/x", reply(200, "<p id=a>"))
    uses = [ExternalUse(address, (place(line),)) for line in range(500)] + [
        ExternalUse(address + "#a", (place(),)),
        ExternalUse(address + "#b", ()),
    ]
    found = check_external(uses, options(site))
    assert [(each.outcome, len(each.places)) for each in found] == [
        (Outcome.OK, 500),
        (Outcome.OK, 1),
        (Outcome.FRAGMENT, 0),
    ]
    assert site.methods("/x") == ["GET"]


def test_no_host_is_asked_more_than_two_things_at_once(site: Site) -> None:
    async def slow(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        await reply(200)(request, writer)

    addresses = [site.answers(f"/{number}", slow) for number in range(12)]
    assert {each.outcome for each in verdicts(site, *addresses)} == {Outcome.OK}
    assert site.most_at_once == 2


# Redirects


def test_permanent_redirects_give_the_new_address_with_its_fragment(site: Site) -> None:
    new = site.answers("/new", reply(200, "<p id=part>"))
    old = site.answers("/old", reply(308, location="/new"))
    older = site.answers("/older", reply(301, location=old))
    assert verdict(site, older).moved_to == new
    moved = verdict(site, older + "#part")
    assert (moved.outcome, moved.moved_to) == (Outcome.MOVED, new + "#part")
    site.answers("/elsewhere", reply(301, location="/new#part"))
    assert told(site, site.url("/elsewhere#absent")) == ("moved", "")
    (diagnostic,) = diagnostics_of([moved])
    assert diagnostic.code == "external-moved" and diagnostic.hint == f"write {new}#part"


@pytest.mark.parametrize("status", [302, 303, 307])
def test_passing_redirects_are_sound(site: Site, status: int) -> None:
    site.answers("/new", reply(200))
    site.answers("/on", reply(status, location="/new"))
    assert told(site, site.answers("/old", reply(301, location="/on"))) == ("ok", "")


def test_circles_and_long_ways_are_reported_not_called_broken(site: Site) -> None:
    site.answers("/b", reply(302, location="/a"))
    assert told(site, site.answers("/a", reply(302, location="/b"))) == (
        "unverified",
        "redirects in a circle, as pages behind a login often do",
    )
    for number in range(30):
        site.answers(f"/{number}", reply(301, location=f"/{number + 1}"))
    assert told(site, site.url("/0")) == ("unverified", "redirects more than 5 times")
    assert not site.methods("/6") and site.methods("/5")


def test_redirects_that_lead_to_something_else(site: Site) -> None:
    site.answers("/", reply(200))
    site.answers("/login", reply(200))
    assert told(site, site.answers("/a", reply(302, location="/login?next=/a")))[1].endswith(
        "which asks for a login"
    )
    assert told(site, site.answers("/b", reply(301, location="/")))[1].endswith("which is only a front page")
    assert told(site, site.answers("/index.html", reply(301, location="/")))[0] == "moved"
    assert (
        told(site, site.answers("/c", reply(301, location="/gone")))[1]
        == f"leads to {site.url('/gone')}, which is not there (404)"
    )
    assert told(site, site.answers("/d", reply(302, location="mailto:a@b.c")))[0] == "unverified"
    assert told(site, site.answers("/e", reply(302, location="http://[::1")))[0] == "unverified"
    assert told(site, site.answers("/f", reply(302, location="http://none.invalid/")))[0] == "broken"


# Places in pages


def test_places_are_looked_for_in_the_page(site: Site) -> None:
    address = site.answers("/x", reply(200, "<h2 id=method>Method</h2><p>Less is more for alignment.</p>"))
    found = verdicts(
        site,
        *(
            address + fragment
            for fragment in ("#method", "#absent", "#:~:text=less%20is", "#:~:text=more%20is")
        ),
    )
    assert [str(each.outcome) for each in found] == ["ok", "fragment", "ok", "fragment"]
    assert {diagnostic.message for diagnostic in diagnostics_of(found)} == {
        f"{address}#absent has no place called #absent",
        f"{address}#:~:text=more%20is does not hold the words “more is”",
    }


def test_places_in_other_files_and_in_pages_made_by_scripts_cannot_be_told(site: Site) -> None:
    assert (
        told(site, site.answers("/x.pdf", reply(200, "%PDF", content_type="application/pdf")) + "#page=3")[0]
        == "ok"
    )
    assert (
        told(
            site, site.answers("/app", reply(200, "<div id=root></div><script src=a.js></script>")) + "#part"
        )[0]
        == "unverified"
    )


def test_a_place_beyond_the_part_that_is_read_cannot_be_told(site: Site) -> None:
    address = site.answers("/x", reply(200, "<p id=early>" + "word " * 500_000 + "<p id=late>"))
    assert [str(each.outcome) for each in verdicts(site, address + "#early", address + "#late")] == [
        "ok",
        "unverified",
    ]


# Patience and robots


def test_retry_after_is_kept(site: Site) -> None:
    assert told(site, site.answers("/x", reply(429, retry_after="1"), reply(200)))[0] == "ok"
    first, second = (request.time for request in site.asked if request.path == "/x")
    assert 0.95 < second - first < 2


def test_hosts_that_ask_for_too_much_patience_are_asked_nothing_more(site: Site) -> None:
    addresses = [site.answers(f"/{number}", reply(429, retry_after="86400")) for number in range(8)]
    found = verdicts(site, *addresses)
    assert {(str(each.outcome), each.reason) for each in found} == {
        ("unverified", "is on a host that asks to come back much later")
    }
    assert len([request for request in site.asked if request.path != "/robots.txt"]) <= 2


def test_robots(site: Site) -> None:
    site.answers(
        "/robots.txt",
        reply(
            200,
            "User-agent: *\nDisallow: /no\n\nUser-agent: clewline\nDisallow: /*/own$\n",
            content_type="text/plain",
        ),
    )
    for path in ("/no", "/a/own"):
        site.answers(path, reply(200))
    assert told(site, site.url("/no")) == ("ok", "")
    assert told(site, site.url("/a/own")) == ("unverified", "is closed to programs (robots.txt)")
    assert not site.methods("/a/own") and len(site.methods("/robots.txt")) == 2


@pytest.mark.parametrize(
    ("status", "outcome"), [(401, "ok"), (404, "ok"), (302, "ok"), (500, "unverified"), (429, "unverified")]
)
def test_robots_that_cannot_be_read(site: Site, status: int, outcome: str) -> None:
    site.answers("/robots.txt", reply(status, location="/robots.txt"))
    assert told(site, site.answers("/x", reply(200)), backoff=0.001)[0] == outcome


def test_nothing_personal_is_sent(site: Site) -> None:
    site.answers("/two", reply(200))
    told(
        site,
        site.answers("/one", reply(302, location="/two", set_cookie="id=1")).replace(
            "http://", "http://me:word@"
        ),
    )
    assert len(site.asked) == 3
    assert not any({"cookie", "authorization", "referer"} & set(request.headers) for request in site.asked)


# Earlier runs


def test_two_runs_must_fail(site: Site, tmp_path: Path) -> None:
    cache, address = tmp_path / "links.json", site.answers("/x", reply(404))
    first = verdict(site, address, confirm=True, cache=cache)
    assert (first.outcome, first.reason) == (
        Outcome.UNVERIFIED,
        "is not there (404); that is one failure, and the next run decides",
    )
    assert told(site, address, confirm=True, cache=cache) == ("broken", "is not there (404)")
    site.answers("/x", reply(503))
    assert told(site, address, confirm=True, cache=cache)[0] == "unverified"
    site.answers("/x", reply(404))
    assert told(site, address, confirm=True, cache=cache)[0] == "broken"
    site.answers("/x", reply(200))
    assert told(site, address, confirm=True, cache=cache)[0] == "ok"
    site.answers("/x", reply(404))
    later = NOW + timedelta(days=8)
    assert told(site, address, confirm=True, cache=cache, now=later)[0] == "unverified"


def test_what_is_known_is_not_asked_again_until_it_is_old(site: Site, tmp_path: Path) -> None:
    cache, address = tmp_path / "links.json", site.answers("/x", reply(200))
    for days in (0, 6):
        assert told(site, address, cache=cache, now=NOW + timedelta(days=days))[0] == "ok"
    assert len(site.methods("/x")) == 1
    assert told(site, address, cache=cache, now=NOW + timedelta(days=7))[0] == "ok"
    assert len(site.methods("/x")) == 2


def test_a_host_that_does_not_exist_is_broken_after_two_runs(site: Site, tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    outcomes = [told(site, "http://none.invalid/", confirm=True, cache=cache)[0] for _ in range(2)]
    assert outcomes == ["unverified", "broken"] and site.dialled and "none.invalid" not in site.dialled


# Registries


def test_dois_are_asked_at_the_handle_system(site: Site) -> None:
    for doi, status, code in (
        ("10.1000/182", 200, 1),
        ("10.1000/none", 404, 100),
        ("10.1000/odd", 500, 2),
        ("10.1000/a%3Cb%3E", 200, 1),
    ):
        site.answers(
            f"/handles/{doi}",
            reply(status, json.dumps({"responseCode": code}), content_type="application/json"),
        )
    dois = ("10.1000/182", "10.1000/NONE", "10.1000/odd", "10.1000/a<b>", "10.1000/nowhere")
    found = verdicts(
        site,
        *(f"https://doi.org/{doi}" for doi in dois),
        "http://dx.doi.org/10.1000/182?nosfx=y",
        backoff=0.001,
    )
    assert [str(each.outcome) for each in found] == ["ok", "broken", "unverified", "ok", "unverified", "ok"]
    assert found[1].reason == "names a DOI that is not registered"
    assert len(site.methods("/handles/10.1000/182")) == 1 and {
        request.host.partition(":")[0] for request in site.asked
    } == {"registry.test"}


FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><title>q</title>{}</feed>'
ENTRY = "<entry><id>http{}://arxiv.org/abs/{}</id><title>{}</title></entry>"


def test_papers_are_asked_at_arxiv_in_one_query(site: Site) -> None:
    entries = (
        ENTRY.format("", "2305.11206v1", "LIMA")
        + ENTRY.format("s", "math/0309136v2", "Old")
        + ENTRY.format("s", "2401.00001v1", "")
    )
    site.answers("/arxiv", reply(200, FEED.format(entries), content_type="application/atom+xml"))
    papers = (
        "abs/2305.11206",
        "pdf/2305.11206v1.pdf#page=2",
        "abs/2305.11206v9",
        "abs/math.GT/0309136",
        "abs/2401.00001",
        "abs/2313.00001",
        "abs/x",
    )
    found = verdicts(site, *(f"https://arxiv.org/{paper}" for paper in papers))
    assert [str(each.outcome) for each in found] == ["ok", "ok", "broken", "ok", "broken", "broken", "broken"]
    (query,) = (
        parse_qs(urlsplit(request.path).query) for request in site.asked if request.path.startswith("/arxiv")
    )
    assert query == {
        "id_list": ["2305.11206,2305.11206v1,2305.11206v9,math.GT/0309136,2401.00001"],
        "max_results": ["5"],
    }


def test_an_id_that_spoils_the_query_is_left_out_of_the_next(site: Site) -> None:
    problem = "incorrect id format for foo/9901001"
    error = f"<entry><id>http://arxiv.org/api/errors#incorrect</id><title>Error</title><summary>{problem}</summary></entry>"
    good = ENTRY.format("s", "2305.11206v1", "LIMA")
    site.answers("/arxiv", reply(200, FEED.format(error)), reply(200, FEED.format(good)))
    found = verdicts(site, "https://arxiv.org/abs/foo/9901001", "https://arxiv.org/abs/2305.11206")
    assert [str(each.outcome) for each in found] == ["broken", "ok"]


@pytest.mark.parametrize(
    "answer",
    [
        reply(200, "Rate exceeded."),
        reply(429),
        reply(500),
        reply(200, "<html/>"),
        reply(404),
        reply(200, FEED[:-3]),
    ],
)
def test_what_arxiv_does_not_answer_cannot_be_told(site: Site, answer: Handler) -> None:
    site.answers("/arxiv", answer)
    assert told(site, "https://arxiv.org/abs/2305.11206", backoff=0.001)[0] == "unverified"


def test_the_newest_archived_copy_is_suggested(site: Site) -> None:
    copy = "http://web.archive.org/web/20240312101112/http://a.test/x"
    closest = {"available": True, "url": copy, "timestamp": "20240312101112", "status": "200"}
    site.answers(
        "/archive",
        reply(200, json.dumps({"archived_snapshots": {"closest": closest}}), content_type="application/json"),
    )
    assert verdict(site, site.url("/x")).archived == "" and not site.methods("/archive")
    (diagnostic,) = diagnostics_of([verdict(site, site.url("/x"), resolve=lambda host, port: [PUBLIC])])
    assert diagnostic.code == "external-broken"
    assert diagnostic.hint == (
        f"correct the address, or link to the archived copy of 2024-03-12: {copy.replace('http', 'https', 1)}"
    )
    (query,) = (
        parse_qs(urlsplit(request.path).query)
        for request in site.asked
        if request.path.startswith("/archive")
    )
    assert query == {"url": [site.url("/x")], "timestamp": ["20261123120000"]}


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[]",
        "null",
        '{"archived_snapshots": {}}',
        '{"archived_snapshots": {"closest": {"available": true, "status": "404", "url": "http://x"}}}',
    ],
)
def test_without_a_successful_capture_none_is_suggested(site: Site, answer: str) -> None:
    site.answers("/archive", reply(200, answer))
    assert verdict(site, site.url("/x"), resolve=lambda host, port: [PUBLIC]).archived == ""
    assert site.methods("/archive") == ["GET"]


def test_secrets_are_told_to_nobody(site: Site, tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    site.answers("/to", reply(302, location="/gone?token=hush"))
    found = verdicts(
        site,
        *(site.url(path).replace("http://", "http://me:hush@") for path in ("/x?sig=hush", "/to")),
        cache=cache,
        resolve=lambda host, port: [PUBLIC],
    )
    assert {each.outcome for each in found} == {Outcome.BROKEN} and not site.methods("/archive")
    assert "hush" not in str(diagnostics_of(found)) and "hush" not in cache.read_text("utf-8")


def test_every_finding_has_its_rule_and_place(site: Site) -> None:
    site.answers("/old", reply(301, location="/new"))
    site.answers("/new", reply(200, "x"))
    addresses = [site.url(path) for path in ("/gone", "/old", "/new#x", "/new")] + [
        "http://10.0.0.1/",
        "mailto:a@b.c",
    ]
    found = [*verdicts(site, *addresses[:4]), *verdicts(site, *addresses[4:], allow_private=False)]
    diagnostics = diagnostics_of(found)
    assert {d.code: RULES[d.code].severity.word for d in diagnostics} == {
        "external-broken": "error",
        "external-moved": "warning",
        "external-fragment": "warning",
        "external-private": "warning",
        "external-unverified": "info",
    }
    assert all(d.span == place() and d.hint and d.message.startswith(("http", "mailto")) for d in diagnostics)


def test_progress_ends_at_all(site: Site) -> None:
    seen: list[tuple[str, int, int]] = []
    uses = [ExternalUse(site.url(f"/{number}"), (place(),)) for number in range(5)] + [
        ExternalUse("mailto:a@b.c", ())
    ]
    check_external(uses, options(site), lambda *step: seen.append(step))
    assert seen[-1] == ("links", 6, 6)


def test_nothing_to_ask_opens_no_connection(site: Site) -> None:
    assert check_external([], options(site)) == ()
    assert told(site, "http://[::1", confirm=True) == ("broken", "has a host name that cannot be read")
    assert not site.dialled


def test_nothing_that_opens_connections_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys, clewline.check.external as e; print([n for n in ('httpcore2', "
        "'anyio', 'asyncio', 'selectolax') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_an_interrupted_run_has_learned_is_kept(site: Site, tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    quick, slow = (
        site.answers("/quick", reply(200)),
        site.answers("/slow", raw(b"", pause=30)).replace("a.test", "b.test"),
    )

    def interrupt(stage: str, done: int, total: int) -> None:
        signal.raise_signal(signal.SIGINT)

    # Whoever started the tests in the background had them ignore the signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            check_external(
                [ExternalUse(address, ()) for address in (quick, slow)], options(site, cache=cache), interrupt
            )
    finally:
        signal.signal(signal.SIGINT, before)
    assert read_cache(cache).get(quick) and not read_cache(cache).get(slow)

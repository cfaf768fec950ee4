"""Events have names, so that a page can make up for those that it missed."""

import asyncio

from clewline.serve.events import Events


def test_events_since_one_are_known() -> None:
    events = Events()
    start = events.last
    assert events.since(start) == []
    events.tell(("a.html",), {})
    middle = events.last
    events.tell(("b.html",), {"c.html": "d.html"})
    assert [event.pages for event in events.since(start)] == [("a.html",), ("b.html",)]
    assert [event.name for event in events.since(middle)] == [events.last]
    assert events.since(events.last) == []


def test_what_nobody_knows_any_more_makes_a_page_load_again() -> None:
    events = Events()
    start = events.last
    for name in ("", "nonsense", "0-1", Events().last, f"{start}x"):
        assert [(event.again, event.name) for event in events.since(name)] == [(True, start)]
    for _ in range(600):
        events.tell((), {})
    assert [event.again for event in events.since(start)] == [True]


def test_a_stream_begins_with_what_was_missed() -> None:
    async def first_two() -> list[str]:
        events = Events()
        start = events.last
        events.tell(("a.html",), {})
        stream = events.stream(start)
        assert events.listeners == 0
        found = [await anext(stream), await anext(stream)]
        assert events.listeners == 1
        events.tell(("b.html",), {})
        found.append(await anext(stream))
        await stream.aclose()  # type: ignore[attr-defined]
        assert events.listeners == 0
        return found

    retry, first, second = asyncio.run(first_two())
    assert retry.startswith("retry:")
    assert '"a.html"' in first and '"b.html"' in second
    assert first.startswith("id: ")

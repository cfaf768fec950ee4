"""Connections that bring no request are closed, and a request that is being answered is waited for."""

import asyncio

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from clewline.serve.connections import PATIENCE, Impatient
from clewline.serve.run import listen


class Hasty(Impatient):
    patience = 0.2


async def slow(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers after a while."""
    await asyncio.sleep(1)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def answer(sent: bytes) -> bytes:
    """All that comes back on a connection that nobody but the server closes."""
    listening = listen("127.0.0.1", 0)
    config = uvicorn.Config(slow, http=Hasty, lifespan="off", log_level="critical", timeout_keep_alive=1)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve([listening]))
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", listening.getsockname()[1])
        writer.write(sent)
        said = await asyncio.wait_for(reader.read(), 20)
        writer.close()
        return said
    finally:
        server.should_exit = True
        await running


def test_people_are_given_time() -> None:
    assert PATIENCE >= 10


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n", b"GET / HTTP/1.1\r\nX: "]
)
def test_half_a_request_is_not_waited_for(begun: bytes) -> None:
    assert b"200" not in asyncio.run(answer(begun))


def test_an_answer_takes_as_long_as_it_takes() -> None:
    whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    assert asyncio.run(answer(whole)).endswith(b"ok")
    assert asyncio.run(answer(whole + b"GET / HT")).endswith(b"ok")

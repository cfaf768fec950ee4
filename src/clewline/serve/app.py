"""The web application: pages as they are now, with an overlay of findings that is part of the response only,
and a stream of events.
"""

import asyncio
import mimetypes
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from clewline.serve.events import Events
from clewline.serve.overlay import OWN, with_overlay
from clewline.serve.review import review_html
from clewline.serve.state import State
from clewline.settings.config import severity_of


class Guard:
    """Answers only requests that a page of this very server can have made: right host, no foreign origin,
    reading only.

    Another page in the same browser, or a name that was made to point here (DNS rebinding), is refused.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
        hosts = [value for name, value in headers if name == "host"]
        origins = [value for name, value in headers if name == "origin"]
        refusal: Response | None = None
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            refusal = PlainTextResponse("This server answers only under its own name.\n", 421)
        elif any(origin.lower() not in {f"http://{host}" for host in self._hosts} for origin in origins):
            refusal = PlainTextResponse("Another site cannot read this one.\n", 403)
        elif scope["method"] not in ("GET", "HEAD"):
            refusal = PlainTextResponse("Pages can only be read.\n", 405, {"Allow": "GET, HEAD"})
        await (refusal or self._app)(scope, receive, send)


def application(state: State, events: Events, hosts: frozenset[str], editor: str) -> ASGIApp:
    """The application. ``hosts``: the names, with port, that it answers to; ``editor``: the pattern of links
    that open a file.
    """

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        if name in ("events", "since", "review") and not _comes_from_a_page(request):
            return PlainTextResponse("Only a page of this server is told of changes.\n", 403)
        if name == "events":
            last = request.headers.get("last-event-id") or request.query_params.get("last", "")
            return StreamingResponse(events.stream(last), media_type="text/event-stream", headers=_HEADERS)
        if name == "since":
            return JSONResponse(
                [event.data() for event in events.since(request.query_params.get("last", ""))],
                headers=_HEADERS,
            )
        if name == "review":
            review = await asyncio.to_thread(state.review, request.query_params.get("page", ""))
            return HTMLResponse(review_html(review) if review else "", headers=_HEADERS)
        if name not in ("client.js", "client.css"):
            return PlainTextResponse("There is nothing here.\n", 404)
        data = (files("clewline.serve") / name).read_bytes()
        return Response(data, media_type=mimetypes.guess_type(name)[0], headers=_HEADERS)

    async def page(request: Request) -> Response:
        url = request.path_params["path"]
        url = f"{url}index.html" if not url or url.endswith("/") else url
        last = events.last  # before the page is made: what happens meanwhile is told again, rather than never
        shown = await asyncio.to_thread(state.shown, url)
        status = 200
        if shown is None:
            status, url = 404, "404.html"
            shown = await asyncio.to_thread(state.shown, url)
        if shown is None:
            return PlainTextResponse("There is no such page.\n", 404)
        if url.endswith(".html"):
            return Response(
                with_overlay(shown, state.root, editor, severity_of(state.config), last),
                status,
                _HEADERS,
                "text/html; charset=utf-8",
            )
        kind = mimetypes.guess_type(url)[0] or "application/octet-stream"
        return Response(
            shown.data, status, _HEADERS, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        )

    routes = [Route(f"{OWN}{{name}}", own), Route("/{path:path}", page)]
    return Guard(Starlette(routes=routes, exception_handlers={500: _fault}), hosts)


def _comes_from_a_page(request: Request) -> bool:
    """Whether a page of this server asks: browsers say so in one of two ways, which no page of another site
    can. `Guard` has seen to it that an origin is ours.
    """
    return "origin" in request.headers or request.headers.get("sec-fetch-site") == "same-origin"


async def _fault(_: Request, error: Exception) -> Response:
    """What is said when a page cannot be made through no fault of its author."""
    return PlainTextResponse(f"A fault in Clewline, {type(error).__name__}: {error}\n", 500)


_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

"""How soon a reader sees a page: ``python benchmarks/paint.py SITE --page index.html --page lines/x.html``.

A headless Chromium, slowed down four times, on a line of 1.6 Mbit/s with 150 ms of delay and an empty cache,
opens each page several times at the widths of a telephone and a desk. Printed are the medians of the largest
contentful paint and of the blocking time, and the largest layout shift. The figures are of one machine:
compare runs, not sites.
"""

import argparse
import gzip
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

SLOWDOWN, WIDTHS, RUNS = 4, (390, 1440), 5
_NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
_FIGURES = """() => new Promise(done => {
    const seen = { paint: 0, shift: 0, blocked: 0 }
    const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true })
    watch('largest-contentful-paint', entry => { seen.paint = entry.startTime })
    watch('layout-shift', entry => { seen.shift += entry.value })
    watch('longtask', entry => { seen.blocked += Math.max(0, entry.duration - 50) })
    setTimeout(() => done([seen.paint, seen.shift, seen.blocked]), 700)
})"""


class _Handler(SimpleHTTPRequestHandler):
    """Files of a site, gzipped."""

    def do_GET(self) -> None:
        """Answers with a file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which ``site`` is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def visit(browser: Browser, address: str, width: int) -> tuple[float, float, float]:
    """Largest contentful paint in milliseconds, layout shift, and blocking time in milliseconds, of a first
    visit.
    """
    context = browser.new_context(viewport=ViewportSize(width=width, height=900))
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _NETWORK)
    page.goto(address)
    paint, shift, blocked = page.evaluate(_FIGURES)
    context.close()
    return paint, shift, blocked


def main() -> None:
    """Reads the command line and prints a row for each page and width."""
    parser = argparse.ArgumentParser(description="Measures how soon pages are painted.")
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--page", action="append", required=True, help="a page of it")
    options = parser.parse_args()
    with served(options.site) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print(f"{'paint':>6} {'shift':>6} {'block':>6} {'width':>6}  page")
        for name in options.page:
            for width in WIDTHS:
                paints, shifts, blocks = zip(
                    *(visit(browser, f"{origin}/{name}", width) for _ in range(RUNS)), strict=True
                )
                print(
                    f"{statistics.median(paints):6.0f} {max(shifts):6.3f} "
                    f"{statistics.median(blocks):6.0f} {width:6}  {name}"
                )
        browser.close()


if __name__ == "__main__":
    main()

"""Routes as SVG path data: what the templates of maps set into a path."""

from clewline.pages.models import CrossingView, MapLine


def route(line: MapLine | CrossingView) -> str:
    """The way of a line on its map: level, but for bends that leave and arrive level too."""
    end = line.end if isinstance(line, MapLine) else line.cap.x
    bends = "".join(
        f"H{x0}C{(x0 + x1) / 2:.5g} {y0} {(x0 + x1) / 2:.5g} {y1} {x1} {y1}" for x0, y0, x1, y1 in line.bends
    )
    return f"M{line.x} {line.y}{bends}H{end}"

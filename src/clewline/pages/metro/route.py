"""Routes as SVG path data: what the templates of maps set into a path."""

from clewline.pages.map_models import CrossingTrack, MapTrack


def route(track: MapTrack | CrossingTrack) -> str:
    """The way of a track: level, but for bends that leave and arrive level too."""
    end = track.end if isinstance(track, MapTrack) else track.cap.x
    bends = "".join(
        f"H{x0}C{(x0 + x1) / 2:.5g} {y0} {(x0 + x1) / 2:.5g} {y1} {x1} {y1}" for x0, y0, x1, y1 in track.bends
    )
    return f"M{track.x} {track.y}{bends}H{end}"

"""What templates may see of maps: places in pixels, and what stands there; addresses as in page models."""

from typing import NamedTuple


class BendView(NamedTuple):
    """Where a line of a map changes its height, in pixels: from ``x0, y0`` to ``x1, y1``. Between bends it is
    level.
    """

    x0: float
    y0: float
    x1: float
    y1: float


class CapView(NamedTuple):
    """The middle of the disc at the end of a track that bears the letter of its line; ``onward``: the line
    goes on elsewhere.
    """

    x: float
    y: float
    onward: bool = False


class CrossingStop(NamedTuple):
    """A source on the small map of a line: number, address, title, the letters of the lines that cross
    there; and its sign, by its middle across, its top and its height.
    """

    number: int
    href: str
    title: str
    letters: tuple[str, ...]
    x: float
    top: float
    height: float


class CrossingLine(NamedTuple):
    """A line that crosses another: letter, hue, address, title, the numbers of the sources shared, how many
    notes it cites.
    """

    letter: str
    hue: int
    href: str
    title: str
    shared: tuple[int, ...]
    notes: int


class CrossingTrack(NamedTuple):
    """The track of a crossing line in a band: it begins at ``x, y``, follows its bends and ends at its
    cap.
    """

    line: CrossingLine
    x: float
    y: float
    bends: tuple[BendView, ...]
    cap: CapView


class CrossingsBand(NamedTuple):
    """A piece of the small map of a line: a straight trunk at ``y`` from its first cap to ``end``, its caps
    and stops, and the lines that cross there.
    """

    width: float
    height: float
    y: float
    end: float
    caps: tuple[CapView, ...]
    stops: tuple[CrossingStop, ...]
    tracks: tuple[CrossingTrack, ...]


class CrossingsView(NamedTuple):
    """The small map of a line, in bands, and the lines that cross it."""

    bands: tuple[CrossingsBand, ...]
    lines: tuple[CrossingLine, ...]


class MapLine(NamedTuple):
    """A line of a map: letter, hue (1 to 10) and pattern (0 or 1), address and title, how many stops it
    has.
    """

    letter: str
    hue: int
    pattern: int
    href: str
    title: str
    stops: int


class MapTrack(NamedTuple):
    """The track of a line in a band of its map: it begins at ``x, y``, follows its bends, ends at ``end``,
    and has caps.
    """

    line: MapLine
    x: float
    y: float
    bends: tuple[BendView, ...]
    end: float
    caps: tuple[CapView, ...]


class MapStop(NamedTuple):
    """A note on a map: address and title, the letters of the lines that stop there, the hue of its only line
    (0 for an interchange), the middle and half the height of its sign, and its label: lines of words and the
    baseline of each.
    """

    href: str
    title: str
    letters: tuple[str, ...]
    hue: int
    x: float
    y: float
    half: float
    words: tuple[str, ...]
    baselines: tuple[float, ...]


class MapRow(NamedTuple):
    """A note in the table of a map, with a cell for each line: ``first``, ``stop``, ``last`` or ``only``
    stop, ``run`` or empty.
    """

    href: str
    title: str
    cells: tuple[str, ...]


class MapBand(NamedTuple):
    """A piece of a map, folded as text is into lines: its size, its tracks and its stops."""

    width: float
    height: float
    tracks: tuple[MapTrack, ...]
    stops: tuple[MapStop, ...]


class MapView(NamedTuple):
    """A map of lines and the notes that they share, in bands; the same as a table; the notes that carry most
    lines; how many lines and notes had to be left out.
    """

    bands: tuple[MapBand, ...]
    lines: tuple[MapLine, ...]
    stops: tuple[MapStop, ...]
    rows: tuple[MapRow, ...]
    busiest: tuple[MapStop, ...]
    left_lines: int
    left_notes: int


class TopicStation(NamedTuple):
    """A topic as a station: row, address of its map or page, title, number of its lines, height and radius of
    its sign.
    """

    row: int
    href: str
    title: str
    lines: int
    y: float
    radius: float


class TopicJoin(NamedTuple):
    """An arc between the stations of two topics (by row) that share ``lines``: heights of its ends, radii,
    breadth.
    """

    first: int
    last: int
    y0: float
    y1: float
    across: float
    along: float
    lines: int
    breadth: float


class TopicsView(NamedTuple):
    """Topics as stations in a column at ``x``, labels from ``label`` on, and the number of topics that are
    not drawn.
    """

    x: float
    label: float
    width: float
    height: float
    stations: tuple[TopicStation, ...]
    joins: tuple[TopicJoin, ...]
    left: int


class TopicRow(NamedTuple):
    """A topic in the table of an overview: page, map (empty: none), number of lines, and the topics that
    share most lines with it.
    """

    href: str
    title: str
    map: str
    lines: int
    near: tuple[tuple[str, str, int], ...]

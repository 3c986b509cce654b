"""Numbers → geometry of the inline SVG charts, as text, so that the same figures give the same bytes.

Strips are drawn in user units. Dot charts stretch with the page: across, they are measured in percent of their width
(an index of 0.3285 stands at 32.85%), and down in pixels, so that dots and letters keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .frozen import Frozen
from .linked import Edition, Listing
from .model import Level

WIDTH, HEIGHT = 100, 12  # of a strip, in user units; pages stretch it

NARROWEST = 288  # pixels of a dot chart on the smallest phone; nothing may collide there
RADIUS, SPACING = 4, 9  # of the dots of a dot chart, in pixels
LINE = 18  # pixels of a line of labels
LATIN_ADVANCE, HAN_ADVANCE = 6.4, 12.0  # of a letter of a label, in pixels, on average


class Ticks(Frozen):
    """The rows of a level: a stroke each, in one path."""

    level: Level
    path: str


class Strip(Frozen):
    """A table at a glance: a tick an index, those of the highest level drawn last."""

    width: int
    height: int
    ticks: tuple[Ticks, ...]  # of the levels that have any
    bounds: str  # the path of the inner bounds of the levels


class Mark(Frozen):
    """The sign of a level in a dot chart: a circle, the fuller the higher the level."""

    level: Level
    radius: int
    fill: str  # path of the filled part around 0, 0; empty for the lowest level


class Bound(Frozen):
    """An inner bound of the levels; labels that stand close together grow away from each other."""

    x: str
    label: str
    anchor: str


class Band(Frozen):
    """The stretch of the scale that the note gives to a level, with the level's name above it."""

    level: Level
    x: str
    width: str
    label: str
    label_x: str
    label_y: int
    anchor: str


class Dot(NamedTuple):
    x: str
    y: int
    listing: Listing


class DotChart(Frozen):
    """Every index of a table or role on the one scale, 0 to 1. Dots that would cover each other are stacked."""

    height: int
    top: int  # of the bands
    floor: int  # their lower end
    bands: tuple[Band, ...]
    bounds: tuple[Bound, ...]
    dots: tuple[Dot, ...]


class Bar(Frozen):
    """A level's rows, and their share of all."""

    level: Level
    count: int
    width: str


def strip(listings: Sequence[Listing], edition: Edition) -> Strip:
    """Small enough for a list; all strips of the site share one scale, 0 to 1."""
    paths = (
        Ticks(level, _strokes([one.index for one in listings if one.level.id == level.id], 1, HEIGHT - 1))
        for level in edition.levels
    )
    bounds = _strokes([level.low for level in edition.levels[1:]], 0, HEIGHT)
    return Strip(WIDTH, HEIGHT, tuple(one for one in paths if one.path), bounds)


def _strokes(indices: Sequence[str], top: int, floor: int) -> str:
    return "".join(f"M{_x(index)} {top}V{floor}" for index in indices)


@lru_cache(1 << 12)  # a row stands on several pages, here and below
def _x(index: str) -> str:
    """0 → the left end, 1 → the right end: 0.3285 → 32.9."""
    return f"{Decimal(index) * WIDTH:.1f}".removesuffix(".0")


@lru_cache(1 << 12)
def across(index: str) -> str:
    """Where an index lies on a dot chart: 0.3285 → 32.85%."""
    return _percent(Decimal(index) * 100)


@lru_cache(1 << 3)  # every chart of an edition has the same, and its pages come together
def bounds(edition: Edition) -> tuple[Bound, ...]:
    """The inner bounds of the levels: 0.3 → 30%."""
    lows = [level.low for level in edition.levels[1:]]
    anchors = ["middle"] if len(lows) == 1 else ["end", *["middle"] * (len(lows) - 2), "start"]
    return tuple(Bound(across(low), low, anchor) for low, anchor in zip(lows, anchors, strict=False))


def marks(edition: Edition) -> tuple[Mark, ...]:
    """○ ◐ ●: empty for the lowest level, full for the highest, in equal steps between."""
    steps = len(edition.levels) - 1
    return tuple(
        Mark(level, RADIUS, _part_of_circle(step / steps if steps else 1)) for step, level in enumerate(edition.levels)
    )


def dot_chart(listings: Sequence[Listing], edition: Edition, language: str) -> DotChart:
    """A dot a row, stacked from below in the order of their indices."""
    bands, lines = _bands(edition, language)
    places = [float(listing.index) * NARROWEST for listing in listings]
    lanes = _lanes([(place - RADIUS, place + RADIUS) for place in places])
    top = lines * LINE
    floor = top + (max(lanes, default=0) + 1) * SPACING + RADIUS
    dots = tuple(
        Dot(across(listing.index), floor - RADIUS - 2 - lane * SPACING, listing)
        for listing, lane in zip(listings, lanes, strict=True)
    )
    return DotChart(floor + LINE, top, floor, bands, bounds(edition), dots)


def level_bars(counts: Sequence[tuple[Level, int]]) -> tuple[Bar, ...]:
    """How the rows are shared among the levels: a bar each, from one line, which the eye compares best."""
    total = sum(count for _, count in counts)
    return tuple(Bar(level, count, _percent(Decimal(100) * count / total)) for level, count in counts)


def _percent(value: Decimal) -> str:
    """With at most two decimals, which is all that an index of four needs: 30 → 30%, 32.85 → 32.85%."""
    text = f"{value:.2f}"
    return f"{text.rstrip('0').rstrip('.')}%"


def _part_of_circle(share: float) -> str:
    """The left part of a circle around 0, 0, by its share of the width."""
    if share <= 0:
        return ""
    if share >= 1:
        return f"M0 {-RADIUS}A{RADIUS} {RADIUS} 0 1 0 0 {RADIUS}A{RADIUS} {RADIUS} 0 1 0 0 {-RADIUS}Z"
    x = RADIUS * (2 * share - 1)
    y = (RADIUS**2 - x**2) ** 0.5
    return f"M{x:.3g} {-y:.3g}A{RADIUS} {RADIUS} 0 {int(share > 0.5)} 0 {x:.3g} {y:.3g}Z"


@lru_cache(1 << 3)
def _bands(edition: Edition, language: str) -> tuple[tuple[Band, ...], int]:
    """The bands and the lines that their labels take; a label too long for its place moves a line up."""
    levels = edition.levels
    middles = [(float(level.low) + float(level.high)) / 2 * NARROWEST for level in levels]
    spans = [_span(middle, _width(level.name[language])) for level, middle in zip(levels, middles, strict=True)]
    lanes = _lanes(spans)
    lines = max(lanes) + 1
    bands = []
    for level, middle, lane, (start, end) in zip(levels, middles, lanes, spans, strict=True):
        low, high = Decimal(level.low), Decimal(level.high)
        anchor, label_x = "middle", _percent((low + high) * 50)
        if end - middle > middle - start + 1:  # pushed off the left edge
            anchor, label_x = "start", "0%"
        elif middle - start > end - middle + 1:
            anchor, label_x = "end", "100%"
        bands.append(
            Band(
                level,
                across(level.low),
                _percent((high - low) * 100),
                level.name[language],
                label_x,
                (lines - lane) * LINE - 6,
                anchor,
            )
        )
    return tuple(bands), lines


def _span(middle: float, width: float) -> tuple[float, float]:
    """A label around its middle, pushed inside the chart."""
    start = max(min(middle - width / 2, NARROWEST - width), 0)
    return start, start + width


def _width(label: str) -> float:
    """About how wide a label is, in pixels."""
    return sum(LATIN_ADVANCE if letter.isascii() else HAN_ADVANCE for letter in label)


def _lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For each span the lowest lane in which it meets no other; spans are laid down from left to right."""
    ends: list[float] = []  # of the last span in each lane
    lanes = [0] * len(spans)
    for at in sorted(range(len(spans)), key=lambda at: spans[at]):
        start, end = spans[at]
        lane = next((lane for lane, taken in enumerate(ends) if taken <= start), len(ends))
        ends[lane : lane + 1] = [end]
        lanes[at] = lane
    return lanes

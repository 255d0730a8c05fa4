"""Pictures that need nothing but a browser: rows and grids as HTML, curves as small SVG.

Colours come from the page, so that one picture serves light and dark; what a colour says is also
said in words or by a shape.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.markup import Markup, element

Tone: TypeAlias = Literal["random", "lazy", "heuristic", "oracle", "tested", "other"]
"""Whose line it is, as the page colours it."""
_WIDE, _HIGH, _LEFT, _BELOW, _ABOVE, _EDGE = 420.0, 276.0, 44.0, 40.0, 28.0, 12.0
"""A curve's picture: its size, and the room for what stands beside it."""
_DASHES = ("", "7 4", "2 3", "9 3 2 3", "1 5")


class Span(NamedTuple):
    """An estimate with its interval, on a line of its own."""

    label: str
    tone: Tone
    mean: float
    low: float
    high: float

    @property
    def ends(self) -> tuple[float, float]:
        """Return how far its line reaches; where it has no interval, nowhere."""
        found = Interval(self.mean, self.low, self.high)
        return (self.low, self.high) if found.has_ends else (self.mean, self.mean)


class Axis(NamedTuple):
    """One side of a picture."""

    title: str
    low: float
    high: float

    def place(self, value: float) -> float:
        """Return where *value* lies between the ends, from 0 to 1; beyond them, at the end."""
        width = self.high - self.low
        return min(1.0, max(0.0, (value - self.low) / width)) if width else 0.0

    @property
    def ticks(self) -> tuple[float, ...]:
        """Return five places that are named."""
        return tuple(self.low + (self.high - self.low) * step / 4 for step in range(5))


class Curve(NamedTuple):
    """Points of one policy, joined by a line, or each by itself."""

    label: str
    tone: Tone
    points: Sequence[tuple[float, float]]
    is_joined: bool = True


def number(value: float | None) -> str:
    """Return *value* as a table shows it.

    >>> number(-0.0004), number(0.1234), number(None)
    ('0.000', '0.123', 'undefined')
    """
    if value is None:
        return "undefined"
    shown = f"{value:.3f}"
    return "0.000" if shown == "-0.000" else shown


def estimate(found: Interval) -> str:
    """Return *found* with its interval, if it has one.

    >>> estimate(Interval(0.5, 0.25, 0.75)), estimate(Interval(0.5, float("-inf"), float("inf")))
    ('0.500 [0.250, 0.750]', '0.500, no interval')
    """
    if not found.has_ends:
        return f"{number(found.mean)}, no interval"
    return f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


def spans(rows: Sequence[Span], axis: Axis) -> Markup:
    """Return *rows* one below the other, each a dot in its interval along *axis*."""
    zero = element("i", class_="zero", style=f"left:{_percent(axis, 0)}")
    scale = element(
        "div",
        element("span", axis.title),
        element("span", element("b", number(axis.low)), element("b", number(axis.high))),
        element("span"),
        class_="span scale",
    )
    return element("div", [_span(row, axis, zero) for row in rows], scale, class_="spans")


def _span(row: Span, axis: Axis, zero: Markup) -> Markup:
    left, right = map(axis.place, row.ends)
    line = f"left:{100 * left:.2f}%;width:{100 * (right - left):.2f}%"
    track = element(
        "span",
        zero,
        element("i", class_="line", style=line),
        element("i", class_="dot", style=f"left:{_percent(axis, row.mean)}"),
        class_="track",
    )
    value = estimate(Interval(row.mean, row.low, row.high))
    return element(
        "div", element("span", row.label), track, element("span", value), class_=f"span {row.tone}"
    )


def _percent(axis: Axis, value: float) -> str:
    return f"{100 * axis.place(value):.2f}%"


def grid(
    corner: str, across: Sequence[str], rows: Sequence[tuple[str, Sequence[float | None]]]
) -> Markup:
    """Return *rows* of numbers below the names *across*, each tinted by how large it is."""
    values = [abs(value) for _, row in rows for value in row if value is not None]
    most = max(values, default=0.0)
    head = element("tr", element("th", corner, scope="col"), [_head(name) for name in across])
    lines = [
        element("tr", element("th", name, scope="row"), [_tinted(value, most) for value in row])
        for name, row in rows
    ]
    table = element("table", element("thead", head), element("tbody", lines), class_="grid")
    return element("div", table, class_="wide")


def _head(name: str) -> Markup:
    return element("th", name, scope="col")


def _tinted(value: float | None, most: float) -> Markup:
    if value is None:
        return element("td", "undefined", class_="undefined")
    sign = "minus" if value < 0 else "plus"
    share = round(100 * abs(value) / most) if most else 0
    shown = f"{value:,.0f}" if float(value).is_integer() and most > 1 else number(value)
    return element("td", shown, class_=sign, style=f"--share:{share}%")


def curves(lines: Sequence[Curve], across: Axis, up: Axis) -> Markup:
    """Return *lines* in one picture, with a legend that names each."""
    drawn = [_curve(line, place, across, up) for place, line in enumerate(lines)]
    picture = element(
        "svg",
        element("title", f"{up.title} against {across.title}"),
        _frame(across, up),
        drawn,
        viewBox=f"0 0 {_WIDE:.0f} {_HIGH:.0f}",
        role="img",
    )
    legend = [_legend(line, place) for place, line in enumerate(lines)]
    return element("figure", picture, element("ul", legend, class_="legend"))


def _at(across: Axis, up: Axis, point: tuple[float, float]) -> tuple[float, float]:
    x = _LEFT + across.place(point[0]) * (_WIDE - _LEFT - _EDGE)
    y = _HIGH - _BELOW - up.place(point[1]) * (_HIGH - _BELOW - _ABOVE)
    return round(x, 1), round(y, 1)


def _frame(across: Axis, up: Axis) -> list[Markup]:
    parts: list[Markup] = []
    for tick in across.ticks:
        x, y = _at(across, up, (tick, up.low))
        parts.append(_line((x, _ABOVE), (x, y)))
        parts.append(element("text", f"{tick:.4g}", x=x, y=y + 14, text_anchor="middle"))
    for tick in up.ticks:
        x, y = _at(across, up, (across.low, tick))
        parts.append(_line((x, y), (_WIDE - _EDGE, y)))
        parts.append(element("text", f"{tick:.4g}", x=x - 5, y=y + 4, text_anchor="end"))
    middle = (_LEFT + _WIDE - _EDGE) / 2
    parts.append(element("text", across.title, x=middle, y=_HIGH - 6, text_anchor="middle"))
    parts.append(element("text", up.title, x=4, y=_EDGE))
    return parts


def _line(start: tuple[float, float], end: tuple[float, float]) -> Markup:
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_="rule")


def _curve(line: Curve, place: int, across: Axis, up: Axis) -> list[Markup]:
    points = [_at(across, up, point) for point in line.points]
    if not line.is_joined or len(points) == 1:
        return [_shape(place, x, y, line.tone) for x, y in points]
    path = " ".join(f"{x:.10g},{y:.10g}" for x, y in points)
    dashes = _DASHES[place % len(_DASHES)]
    return [element("polyline", points=path, class_=f"curve {line.tone}", stroke_dasharray=dashes)]


def _shape(place: int, x: float, y: float, tone: Tone) -> Markup:
    """Return the mark of the *place*th line at a point: a shape with its corners counted."""
    size, corners = 5.0, place % 5
    if corners == 0:
        return element("circle", cx=x, cy=y, r=size, class_=f"mark {tone}")
    outline = {
        1: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        2: ((0, -1.2), (1.2, 1), (-1.2, 1)),
        3: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
        4: ((-1.2, -1), (1.2, -1), (0, 1.2)),
    }[corners]
    points = " ".join(f"{x + size * dx:.10g},{y + size * dy:.10g}" for dx, dy in outline)
    return element("polygon", points=points, class_=f"mark {tone}")


def _legend(line: Curve, place: int) -> Markup:
    if line.is_joined:
        dashes = _DASHES[place % len(_DASHES)]
        inside = [
            element(
                "line",
                x1=0,
                y1=6,
                x2=26,
                y2=6,
                class_=f"curve {line.tone}",
                stroke_dasharray=dashes,
            )
        ]
    else:
        inside = [_shape(place, 13, 6, line.tone)]
    key = element("svg", inside, viewBox="0 0 26 12", class_="key", aria_hidden="true")
    return element("li", key, line.label)

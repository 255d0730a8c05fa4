"""Pictures that need nothing but a browser."""

import re

from watchfloor.evaluation.drawing import Axis, Curve, Span, curves, grid, number, spans

WORTH = Axis("reward", -1, 1)


def test_a_span_stands_where_its_numbers_say() -> None:
    """On an axis from -1 to 1, the interval from 0 to 0.5 covers the third quarter."""
    found = spans([Span("keyword", "lazy", 0.25, 0, 0.5)], WORTH)

    assert 'style="left:50.00%;width:25.00%"' in found
    assert 'class="dot" style="left:62.50%"' in found
    assert "0.250 [0.000, 0.500]" in found


def test_what_lies_beyond_an_axis_is_drawn_at_its_end() -> None:
    """A value outside of the picture does not leave it."""
    assert (WORTH.place(-7), WORTH.place(7)) == (0.0, 1.0)


def test_an_axis_without_width_has_one_place() -> None:
    """Nothing is divided by nothing."""
    assert Axis("none", 2, 2).place(2) == 0.0


def test_a_grid_tints_by_the_largest_and_tells_the_sign() -> None:
    """The largest number has the whole tint, a loss has its own."""
    found = grid(
        "truth", ["dismiss", "escalate"], [("dismiss", [40, -10]), ("escalate", [None, 0])]
    )

    assert '<td class="plus" style="--share:100%">40</td>' in found
    assert '<td class="minus" style="--share:25%">-10</td>' in found
    assert '<td class="undefined">undefined</td>' in found


def test_lines_and_marks_lie_inside_of_their_picture() -> None:
    """Every point that is drawn lies in the frame, also those beyond the axes."""
    wild = [(-9.0, 9.0), (0.5, 0.5), (9.0, -9.0)]
    found = curves(
        [Curve("a", "lazy", wild), Curve("b", "oracle", wild, is_joined=False)], WORTH, WORTH
    )
    line = re.search(r'points="([^"]+)"', found)

    assert line is not None
    assert line[1] == "44,28 317,80 408,236"


def test_every_line_is_named_in_the_legend() -> None:
    """A reader who sees no colours finds each line by its dashes or its shape."""
    names = ["random", "lazy", "heuristic", "oracle", "mine"]
    found = curves(
        [Curve(name, "other", [(0, 0)], is_joined=False) for name in names], WORTH, WORTH
    )

    assert re.findall(r"</svg>(\w+)</li>", found) == names


def test_a_number_is_shown_with_three_places() -> None:
    """Nothing is called minus nothing, and what is undefined is no number."""
    assert [number(0.12345), number(-0.0001), number(None)] == ["0.123", "0.000", "undefined"]

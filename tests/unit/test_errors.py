import inspect
import pickle
import re

import pytest

from watchfloor import errors
from watchfloor.errors import BadInput, BadRecipe, UnknownName, WatchfloorError


def test_the_tree_names_every_exception_below_its_parent() -> None:
    """The drawing at the top of the module is the inheritance of the classes in it."""
    drawn = re.findall(r"^ {4}((?:[│├└─] *)*)(\w+)", str(errors.__doc__), re.MULTILINE)
    path: list[str] = []
    parents = {}
    for branch, name in drawn:
        path[len(branch) // 4 :] = [name]
        parents[name] = path[-2] if len(path) > 1 else "Exception"
    defined = {
        name: kind.__base__.__name__
        for name, kind in vars(errors).items()
        if inspect.isclass(kind) and kind.__module__ == errors.__name__ and kind.__base__
    }

    assert parents == defined


@pytest.mark.parametrize(
    ("name", "known", "sentence"),
    [
        ("quiet", ["quiet_gate", "busy"], "no gate called 'quiet'; did you mean 'quiet_gate'?"),
        ("x", ["quiet", "busy"], "no gate called 'x'; known: busy, quiet"),
        ("x", [], "no gate called 'x'; known: none yet"),
        ("caf\x1b", ["a"], r"no gate called 'caf\x1b'; known: a"),
    ],
)
def test_an_unknown_name_gets_the_nearest_or_all_that_are_known(
    name: str, known: list[str], sentence: str
) -> None:
    """The sentence helps whoever mistyped, and whoever is lost."""
    assert str(UnknownName("gate", name, known)) == f"there is {sentence}"


def test_the_order_of_the_known_names_does_not_show() -> None:
    """The sentence is the same however the names were listed."""
    known = ["bb", "ba", "ab"]

    assert str(UnknownName("x", "b", known)) == str(UnknownName("x", "b", reversed(known)))


@pytest.mark.parametrize("error", [UnknownName("gate", "x", ["xx"]), BadRecipe("a sentence")])
def test_an_error_survives_the_way_from_another_process(error: WatchfloorError) -> None:
    """A worker's exception reaches its parent with its kind and its sentence."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes

    assert (type(again), str(again)) == (type(error), str(error))


def test_what_the_caller_hands_over_is_bad_input() -> None:
    """One `except` holds every mistake in what a caller handed over."""
    assert issubclass(UnknownName, BadInput)

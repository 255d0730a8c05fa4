"""Say why the right answer of one incident is what it is, and what would change it."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from watchfloor.cli import options as common
from watchfloor.cli import telling
from watchfloor.cli.verb import DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.evaluation import pointed
from watchfloor.opensoc import explanation, view
from watchfloor.play.observation import Panel
from watchfloor.wording import plain


class _Place(NamedTuple):
    """A line of a file."""

    path: Path
    line: int


def _options(parser: ArgumentParser) -> None:
    place = "a line, counted from 1, of what `generate --out` or `play --out` wrote"
    parser.add_argument("place", type=_place, metavar="FILE:LINE", help=place)
    common.add_json(parser)


def _place(text: str) -> _Place:
    name, _, line = text.rpartition(":")
    if not name:
        message = f"found {text!r}, expected a file and a line, such as incidents.jsonl:2"
        raise ArgumentTypeError(message)
    return _Place(Path(name), common.whole(1)(line))


def _run(options: Namespace, _words: Sequence[str]) -> int:
    place: _Place = options.place
    found = pointed.case_at(place.path, place.line)
    reasons = explanation.explained(found.case)
    panels = view.console(found.case)[:3]
    if options.json:
        shown = {"title": found.title, "panels": panels, "explanation": reasons}
        sys.stdout.write(canonical({**shown, "recorded": found.truth}).decode() + "\n")
    else:
        seen = "\n".join(map(_panel, panels))
        sys.stdout.write(plain(f"{found.title}\n\n{seen}\n\n{telling.told(reasons)}"))
    if reasons.truth == found.truth:
        return DONE
    sys.stderr.write(
        f"watchfloor: the file says {found.truth.answer} by {found.truth.row}, and the verifier "
        f"finds {reasons.truth.answer} by {reasons.truth.row}\n"
    )
    return FELL_SHORT


def _panel(panel: Panel) -> str:
    lines = (f"  {item.id:<10} {item.text}" for item in panel.items)
    return "\n".join((panel.title, *lines))


VERB = Verb(
    name="explain",
    example="watchfloor explain incidents.jsonl:2",
    options=_options,
    run=_run,
)

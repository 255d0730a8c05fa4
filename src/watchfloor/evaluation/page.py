"""The page of a run: one file that loads nothing and shows any text as text."""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from shlex import quote
from typing import get_args

from watchfloor.evaluation.drawing import Axis, number, spans
from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.markup import Markup, element
from watchfloor.evaluation.metric import Metric, Part
from watchfloor.evaluation.picture import Player
from watchfloor.evaluation.pictures import PICTURES
from watchfloor.evaluation.report import Facts, Told, listed
from watchfloor.evaluation.result import Result
from watchfloor.play.reward import ONE

_KEY = (
    ("tested", "under test"),
    ("heuristic", "reads what it is shown, by the rules"),
    ("oracle", "knows the truth; what is possible"),
    ("lazy", "does not do the job"),
    ("random", "any move"),
    ("other", "other shipped policies"),
)
_SIGNS = {"more": "more is better", "less": "less is better", "neither": "neither way is better"}


def page(facts: Facts, links: Sequence[tuple[str, str]], sections: Sequence[Markup]) -> str:
    """Return the page of a run of which *facts* and *sections* tell, each found by its link."""
    style = files("watchfloor.evaluation").joinpath("report.css").read_text("utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"Watchfloor: {facts.title}"),
        element("style", Markup(style)),
    )
    body = element("body", element("main", _top(facts, links), sections))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _top(facts: Facts, links: Sequence[tuple[str, str]]) -> list[Markup]:
    rows = [
        element("tr", element("th", name, scope="row"), element("td", it))
        for name, it in facts.rows
    ]
    items = [element("li", element("a", title, href=f"#{anchor}")) for title, anchor in links]
    key = [element("li", element("b", tone), f": {what}", class_=tone) for tone, what in _KEY]
    return [
        element("h1", facts.title),
        element("div", element("table", element("tbody", rows)), class_="wide"),
        element("p", facts.reading),
        element("ul", key, class_="legend tones"),
        element("h2", "Over all scenarios"),
        element("p", "The mean of the scores in which random play is 0 and the oracle 1."),
        *_overall(facts),
        element("nav", element("h2", "Places"), element("ul", items)),
    ]


def _overall(facts: Facts) -> list[Markup]:
    parts: list[Markup] = []
    for where, rows in facts.overall:
        ends = (min(0.0, *(it.ends[0] for it in rows)), max(1.0, *(it.ends[1] for it in rows)))
        parts += [element("h3", where), spans(rows, Axis("score", *ends))]
    return parts


def section(told: Told) -> Markup:
    """Return what the page says of one place."""
    place = told.place
    parts = [element("h2", f"{place.game} {place.name}", id=told.anchor)]
    for picture in sorted(PICTURES.values(), key=lambda it: it.place):
        drawn = picture.draw(place)
        if drawn is not None:
            note = element("p", picture.summary, class_="note")
            parts += [element("h3", picture.title), note, drawn]
    summary = element("summary", "every number, with its interval")
    parts += [element("h3", "Numbers"), element("details", summary, _metrics(told))]
    parts.append(element("h3", "Episodes"))
    return element("section", parts, [_episodes(told, it) for it in place.players])


def _metrics(told: Told) -> Markup:
    shown = told.place.shown
    names = [element("th", _link(told, it, it.name), scope="col", class_=it.tone) for it in shown]
    head = element("tr", element("th", "number", scope="col"), names)
    wide = str(1 + len(shown))
    bodies: list[Markup] = []
    for part in get_args(Part):
        rows = [_row(told, metric, found) for metric, found in told.metrics if metric.part == part]
        if rows:
            title = element("th", part, colspan=wide, scope="rowgroup", class_="part")
            bodies.append(element("tbody", element("tr", title), rows))
    table = element("table", element("thead", head), bodies)
    return element("div", table, class_="wide")


def _row(told: Told, metric: Metric, found: Iterable[Interval | None]) -> Markup:
    name = element(
        "th",
        element("abbr", metric.name.replace("_", " "), title=metric.summary),
        element("br"),
        element("small", f"{metric.unit}; {_SIGNS[metric.better]}"),
        scope="row",
    )
    cells = [
        element(
            "td",
            _link(told, it, number(one.mean if one else None)),
            _interval(one),
            class_="number",
        )
        for it, one in zip(told.place.shown, found, strict=True)
    ]
    return element("tr", name, cells)


def _interval(found: Interval | None) -> Markup | str:
    if found is None:
        return ""
    if not found.has_ends:
        return element("small", " no interval")
    return element("small", f" [{number(found.low)}, {number(found.high)}]")


def _link(told: Told, player: Player, text: str) -> Markup:
    return element("a", text, href=f"#{_anchor(told, player)}")


def _anchor(told: Told, player: Player) -> str:
    return f"{told.anchor}-{told.place.players.index(player) + 1}"


def _episodes(told: Told, player: Player) -> Markup:
    lost = told.unanswered.get(player.name, ())
    count = f"{len(player.results):,} episodes"
    if lost:
        count += f", and {len(lost):,} without a reply, which count in no number"
    rows = [_episode(player, result) for result in listed(player.results)]
    rows += [_unanswered(result) for result in lost[:10]]
    heads = [element("th", it, scope="col") for it in ("seed", "reward", "to read it")]
    table = element("table", element("thead", element("tr", heads)), element("tbody", rows))
    return element(
        "details",
        element("summary", element("b", player.name, class_=player.tone), f": {count}"),
        element("div", table, class_="wide"),
        id=_anchor(told, player),
    )


def _episode(player: Player, result: Result) -> Markup:
    paid = [result.rewards[role] for role in player.roles if role in result.rewards]
    return _line(result, number(sum(paid) / len(paid) / ONE if paid else None))


def _unanswered(result: Result) -> Markup:
    return _line(result, f"no reply: {result.no_reply}")


def _line(result: Result, shown: str) -> Markup:
    command = f"watchfloor show {quote(result.file)} --episode {result.episode}"
    seed = str(result.seed) + (f" ({result.repeat + 1})" if result.repeat else "")
    way = element("td", element("a", "file", href=result.file), " ", element("code", command))
    return element("tr", element("td", seed), element("td", shown), way)

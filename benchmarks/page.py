"""How soon the page is there, how soon it answers, and what it weighs.

`python benchmarks/page.py [ROUNDS]` serves the page, looks at it in the chromium of this machine,
and prints the best and the middle of so many rounds. The first paint is of a browser that has
nothing in its cache; an interaction counts from the click to the frame after the change was drawn.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browsing import Seen, address, looking, settled, started
from served import Server, serving

PAINTED = """() => new Promise((done) => {
  const told = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  const wait = () => (told() ? done(told()) : requestAnimationFrame(wait));
  wait();
})"""
LARGEST = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""
SHIFTED = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const it of list.getEntries()) sum += it.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 200);
})"""
WEIGHED = """() => performance.getEntriesByType("resource")
  .concat(performance.getEntriesByType("navigation"))
  .reduce((sum, it) => sum + it.encodedBodySize, 0)"""
TIMED = """([selector, done]) => new Promise((said) => {
  const from = performance.now();
  document.querySelector(selector).click();
  const wait = () => (document.querySelector(done)
    ? requestAnimationFrame(() => setTimeout(() => said(performance.now() - from)))
    : requestAnimationFrame(wait));
  wait();
})"""
ALERT = "triage?scenario=stage3_mixed&mode=defender_only&index="
WATCHED = "warroom?scenario=hard&mode=sequential&seat=watch&team=heuristic&index=4"


def main(rounds: int) -> None:
    """Measure and print."""
    found: dict[str, list[float]] = {}
    with serving() as server:
        for browser in started():
            for place in range(rounds):
                for name, value in _round(browser, server, place):
                    found.setdefault(name, []).append(value)
    for name, values in found.items():
        print(f"{name:<44} best {min(values):9.1f}   middle {median(values):9.1f}")


def _round(browser: Any, server: Server, place: int) -> list[tuple[str, float]]:  # noqa: ANN401  # of the library
    views = {"begin": "", "an alert": f"{ALERT}{place}", "a pair": "pairs", "a room": WATCHED}
    found: list[tuple[str, float]] = []
    for name, view in views.items():
        with looking(browser) as seen:
            seen.page.goto(address(server, view))
            settled(seen.page)
            found += [
                (f"{name}: first paint, ms", seen.page.evaluate(PAINTED)),
                (f"{name}: largest paint, ms", seen.page.evaluate(LARGEST)),
                (f"{name}: layout shift, thousandths", 1000 * seen.page.evaluate(SHIFTED)),
                (f"{name}: weight, kB", seen.page.evaluate(WEIGHED) / 1000),
                *(_interactions[name](seen) if name in _interactions else []),
            ]
    return found


def _took(seen: Seen, selector: str, done: str) -> float:
    took: float = seen.page.evaluate(TIMED, [selector, done])
    return took


def _alert(seen: Seen) -> list[tuple[str, float]]:
    cited = _took(seen, ".log input", ".log input:checked")
    seen.page.click("input[value=escalate]")
    return [
        ("an alert: a line is cited, ms", cited),
        ("an alert: the verdict is there, ms", _took(seen, "form button.main", ".verdict")),
    ]


def _pair(seen: Seen) -> list[tuple[str, float]]:
    told = _took(seen, ".ask > button", ".truth .verdict")
    return [("a pair: the truth is lit, ms", told)]


def _room(seen: Seen) -> list[tuple[str, float]]:
    steps = [
        _took(seen, "button.forward", f".scrubber[data-step='{step}']") for step in range(1, 6)
    ]
    return [("a room: a step further, ms", median(steps))]


_interactions: dict[str, Callable[[Seen], list[tuple[str, float]]]] = {
    "an alert": _alert,
    "a pair": _pair,
    "a room": _room,
}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

"""A browser that looks at a server of ours, and what is held of every page that it shows."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any, NamedTuple

from served import Server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOW = "`sudo apt-get install chromium && make browser` gets them"
SHOTS = Path(environ.get("WATCHFLOOR_SHOTS", "shots"))
"""Where the pictures of each view are left, below the folder that tests are run in."""
WIDTHS = (360, 768, 1280, 2560)
SERIOUS = ("serious", "critical")


class Seen(NamedTuple):
    """What a page has shown and said."""

    page: Any
    wrong: list[str]
    """What it has said to its console that it should not, and what it failed at."""
    asked: list[str]
    """Every address that it has asked."""


@contextmanager
def looking(browser: Any, **options: Any) -> Iterator[Seen]:  # noqa: ANN401  # of the library
    """Open a page of *browser* in a context of its own, with *options*."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(15_000)
    page = context.new_page()
    seen = Seen(page, [], [])
    page.on("console", lambda it: seen.wrong.extend([it.text] * (it.type in ("error", "warning"))))
    page.on("pageerror", lambda it: seen.wrong.append(str(it)))
    page.on("request", lambda it: seen.asked.append(it.url))
    try:
        yield seen
    finally:
        context.close()


def started() -> Generator[Any]:
    """Start the browser of this machine."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only where there is one

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def address(server: Server, place: str = "") -> str:
    """Return the address of a view that *server* shows."""
    return f"http://{server.host}:{server.port}/#/{place}"


def at(page: Any, server: Server, place: str) -> None:  # noqa: ANN401  # of the library
    """Go to a view, and wait until it is there."""
    page.goto(address(server, place))
    settled(page)


def settled(page: Any) -> None:  # noqa: ANN401  # of the library
    """Wait until a view is there."""
    page.wait_for_selector("main:not([aria-busy]) .view")


def shot(page: Any, name: str) -> None:  # noqa: ANN401  # of the library
    """Keep a picture of the whole *page*."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def faults(page: Any) -> list[str]:  # noqa: ANN401  # of the library
    """Return the serious faults of accessibility that axe-core finds."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  # as above

    found = Axe().run(page).response["violations"]
    return [
        f"{it['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for it in found
        if it["impact"] in SERIOUS
        for node in it["nodes"][:2]
    ]


def overflows(page: Any) -> list[int]:  # noqa: ANN401  # of the library
    """Return the widths at which the *page* would have to be scrolled sideways."""
    wide: list[int] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        inner = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if inner > 0:
            wide.append(width)
    page.set_viewport_size({"width": 1280, "height": 900})
    return wide


def tabbed(page: Any, selector: str, most: int = 200) -> None:  # noqa: ANN401  # of the library
    """Press Tab until what *selector* names has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("it => document.activeElement?.matches(it) ?? false", selector):
            return
    message = f"no Tab leads to {selector}"
    raise AssertionError(message)

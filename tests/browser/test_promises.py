"""What the page promises whatever is looked at: no truth too early, and nobody mixed up."""

import json
from typing import Any

import pytest

from browsing import Seen, address, at, faults, looking, overflows, settled, shot
from served import Server, serving
from watchfloor.agents import games
from watchfloor.opensoc.state import State
from watchfloor.play.game import Setting

ALERT = "triage?scenario=stage3_mixed&mode=defender_only&index=11"
FIRST_OF_TRAIN = 1_000_000_000
WORDS_OF_THE_TRUTH = (
    '"certificate":',
    '"verdicts":[{',
    '"rewards":{"',
    '"explanation":',
    '"seed":',
)

pytestmark = pytest.mark.slow


def _told_before_the_end(page: Any, server: Server) -> str:  # noqa: ANN401  # of the library
    """Return every byte that came from the server, up to the answer."""
    told: list[str] = []

    def passed(route: Any) -> None:  # noqa: ANN401  # of the library
        answer = route.fetch()
        if "/page/static/" not in route.request.url:
            told.append(answer.text())
        route.fulfill(response=answer)

    page.route("**/*", passed)
    at(page, server, ALERT)
    page.click(".log .lines label >> nth=1")
    page.reload()
    settled(page)
    return "\n".join(told)


def test_no_truth_reaches_the_browser_before_the_end(server: Server, seen: Seen) -> None:
    """Neither its words nor its ids are in any answer, and it is there once the episode is over."""
    state: State = games.find("opensoc").first(
        Setting("stage3_mixed", "defender_only", FIRST_OF_TRAIN + 11)
    )
    secrets = games.find("opensoc").secrets(state)
    told = _told_before_the_end(seen.page, server)
    hidden = (*secrets, *WORDS_OF_THE_TRUTH, str(FIRST_OF_TRAIN + 11))
    refused = _refused(seen.page)
    seen.wrong[:] = [it for it in seen.wrong if "409" not in it]

    assert state.case is not None
    assert json.dumps(state.case.alert) in told
    assert [it for it in hidden if it in told] == []
    assert "not over" in refused


def _refused(page: Any) -> str:  # noqa: ANN401  # of the library
    """Return what the server says to somebody who asks for the ending too soon."""
    seen: str = page.evaluate(
        """async () => {
          const kept = JSON.parse(sessionStorage.getItem(`visit ${location.hash}`));
          const answer = await fetch(`/page/ending?visit=${kept.visit}`);
          return (await answer.json()).error.message;
        }"""
    )
    return seen


def test_two_visitors_never_share_an_episode(server: Server, browser: Any, seen: Seen) -> None:  # noqa: ANN401  # of the library
    """The one who answers ends their own episode, and the other goes on with theirs."""
    with looking(browser) as other:
        at(seen.page, server, ALERT)
        at(other.page, server, ALERT)
        seen.page.click("text=dismiss")
        seen.page.click("text=Submit")
        seen.page.wait_for_selector(".verdict")
        other.page.reload()
        settled(other.page)
        names = {_visit(seen.page), _visit(other.page)}

        assert len(names) == 2
        assert other.page.locator(".verdict").count() == 0
        assert other.page.locator("input[name=answer]").count() == 5


def _visit(page: Any) -> str:  # noqa: ANN401  # of the library
    name: str = page.evaluate("JSON.parse(sessionStorage.getItem(`visit ${location.hash}`)).visit")
    return name


def test_a_reload_resumes_what_was_cited(server: Server, seen: Seen) -> None:
    """The same episode is there again, with the clock and the citations."""
    page = seen.page
    at(page, server, ALERT)
    page.click(".log .lines label >> nth=2")
    before = _visit(page)
    page.reload()
    settled(page)

    assert _visit(page) == before
    assert page.locator(".log input:checked").count() == 1


def test_the_back_button_leads_from_view_to_view(server: Server, seen: Seen) -> None:
    """Each view has an address, and the browser knows the way back."""
    page = seen.page
    at(page, server, "")
    page.click("nav >> text=Leaderboard")
    page.wait_for_selector(".view.leaderboard")
    page.click("nav >> text=Triage")
    page.wait_for_selector(".view.triage")
    page.go_back()
    page.wait_for_selector(".view.leaderboard")
    page.go_back()
    page.wait_for_selector(".view.home")

    assert page.title().startswith("Begin")


def test_a_restart_of_the_server_is_explained(browser: Any) -> None:  # noqa: ANN401  # of the library
    """While it is away the page says so; once it is back it offers to begin anew."""
    with looking(browser) as found:
        page = found.page
        with serving() as first:
            at(page, first, ALERT)
            port = first.port
        page.click("text=dismiss")
        page.click("text=Submit")
        page.wait_for_selector("form [role=alert]:not(:empty)")
        said = page.inner_text("form [role=alert]")
        with serving(("--port", str(port))):
            page.reload()
            page.wait_for_selector("text=Begin anew")
            shot(page, "restarted")
            page.click("text=Begin anew")
            page.wait_for_selector("input[name=answer]")

    assert "does not answer" in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "triage", ALERT, "pairs", "leaderboard", "runs", "craft"])
def test_every_view_is_whole_in_light_and_dark(
    server: Server,
    browser: Any,  # noqa: ANN401  # of the library
    place: str,
    scheme: str,
) -> None:
    """No serious fault of accessibility, no scroll sideways, and nothing said to the console."""
    with looking(browser, color_scheme=scheme) as found:
        at(found.page, server, place)
        shot(
            found.page, f"{place.partition('?')[0] or 'home'}{'-open' * (place == ALERT)}-{scheme}"
        )
        wrong = [*faults(found.page), *map(str, overflows(found.page)), *found.wrong]

    assert wrong == []


HOSTILE = (
    "<img src=x onerror=alert(1)><script>alert(2)</script> \u202egnp.exe\u2066 \x1b[31m \u0007"
)


def test_hostile_text_is_shown_and_does_nothing(server: Server, seen: Seen) -> None:
    """Markup is text, and what turns or hides text is written out."""
    page = seen.page

    def planted(route: Any) -> None:  # noqa: ANN401  # of the library
        held = route.fetch().json()
        for panel in held["outcome"]["shown"]["panels"]:
            for item in panel["items"]:
                item["text"] += HOSTILE
        route.fulfill(json=held)

    page.route("**/page/begin", planted)
    page.on("dialog", lambda _: seen.wrong.append("a script of the incident ran"))
    at(page, server, ALERT)
    text = page.inner_text("main")

    assert "<script>alert(2)</script>" in text
    assert "\\u{202e}" in text
    assert [it for it in ("\u202e", "\u2066", "\x1b", "\u0007") if it in text] == []
    assert page.locator("main img, main script").count() == 0


def test_the_policy_forbids_a_script_inside_the_page(server: Server, browser: Any) -> None:  # noqa: ANN401  # of the library
    """A script that somebody got into the page is not run."""
    with looking(browser) as found:
        at(found.page, server, "")
        found.page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.ran = true";
              document.body.append(script);
            }"""
        )
        ran = found.page.evaluate("window.ran ?? false")

    assert not ran
    assert any("Content Security Policy" in it for it in found.wrong)


def test_the_page_asks_its_own_server_alone(server: Server, seen: Seen) -> None:
    """No font, no script and no picture comes from elsewhere."""
    at(seen.page, server, "pairs")
    own = address(server).removesuffix("#/")

    assert [it for it in seen.asked if not it.startswith(own)] == []

// The war-room: watch it, take a seat, or take all of them; then see what was hidden.

import { ask, send } from "./asking.js";
import { debriefed } from "./debrief.js";
import { choice, h, points, put, say, words } from "./dom.js";
import { drawn, entered } from "./episode.js";
import { screened } from "./film.js";
import { seated } from "./seat.js";

export const TITLE = "War-room";
const GAME = "logsentinel";

export async function show(stage, query, known, isHere) {
  const game = known.games[GAME];
  if (!query.has("index")) return setup(stage, game);
  const view = { stage, known, query, isHere, game, views: new Map(), episode: null, stop: () => {},
    scenario: query.get("scenario") ?? "easy", mode: query.get("mode") ?? "sequential", index: Number(query.get("index")),
    seat: query.get("seat") ?? "watch", team: query.get("team") ?? "heuristic" };
  if (view.seat === "watch") await watched(view);
  else await taken(view);
  return () => view.stop();
}

function setup(stage, game) {
  const names = Object.keys(game.scenarios);
  const what = h("p", { class: "note" });
  const scenario = choice("Scenario", names, "medium", tell);
  const mode = choice("Mode", game.modes, game.modes[0]);
  const seat = choice("Your seat", [["watch", "watch"], ...Object.keys(game.roles).map((it) => [it, words(it)]), ["all", "all four"]], "watch", tell);
  const team = choice("Everybody else plays", Object.keys(game.policies), "heuristic", tell);
  function tell() {
    const role = game.roles[seat.select.value];
    put(what, `${game.scenarios[scenario.select.value]} ${role ? role.brief : ""} ${words(team.select.value)}: ${game.policies[team.select.value].summary}`);
  }
  tell();
  put(stage, h("h1", {}, "Join a war-room"), h("p", { class: "lead" }, game.summary),
    h("form", { class: "card setup", onsubmit: (event) => {
      event.preventDefault();
      const words_ = new URLSearchParams({ scenario: scenario.select.value, mode: mode.select.value, seat: seat.select.value,
        team: team.select.value, index: drawn() });
      location.hash = `#/warroom?${words_}`;
    } }, scenario.field, seat.field, mode.field, team.field, what, h("button", { class: "main" }, "Enter the room")));
}

function head(view, title) {
  return h("div", { class: "head" }, h("h1", { tabindex: "-1" }, title),
    [view.scenario, view.mode, view.seat === "watch" ? `played by ${view.team}` : words(view.seat)].map((it) => h("span", { class: "tag" }, words(it))),
    h("a", { class: "button", href: "#/warroom" }, "Another room"));
}

/** Watch policies play; what is true comes at the last step, and not before. */
async function watched(view) {
  const look = { game: GAME, scenario: view.scenario, mode: view.mode, index: view.index, team: view.team };
  const film = h("div"), truth = h("div", { class: "truth" });
  put(view.stage, head(view, "Watch"), truth, film);
  let isTold = false;
  const over = async () => {
    if (isTold) return;
    isTold = true;
    const ending = await ask("ending", look);
    put(truth, debriefed(ending, look));
    say(`The episode is over; the team earned ${points(ending.rewards[0]?.total ?? 0)} points.`);
  };
  view.stop = await screened(film, [look], view.known, { step: Number(view.query.get("step") ?? 0), moved: (step) => at(view, step), over });
}

/** Keep the step in the address, without a new entry in the history. */
function at(view, step) {
  if (!view.isHere()) return;
  const words_ = new URLSearchParams(view.query);
  words_.set("step", step);
  history.replaceState(null, "", `#/warroom?${words_}`);
}

async function taken(view) {
  const roles = view.seat === "all" ? Object.keys(view.game.roles) : [view.seat];
  view.episode = await entered({ game: GAME, scenario: view.scenario, mode: view.mode, index: view.index, roles, others: view.team });
  await told(view, view.episode);
}

async function told(view, { outcome, ending }) {
  if (outcome.done) { await over(view, ending); return; }
  const { shown } = outcome;
  view.views.set(shown.role, shown.panels);
  const act = async (action) => {
    for (const it of view.stage.querySelectorAll("button")) it.disabled = true;
    try {
      const next = await send("move", { visit: view.episode.visit, action });
      await told(view, next);
      (view.stage.querySelector(".acting select") ?? view.stage.querySelector("h1"))?.focus({ preventScroll: true });
      if (!next.outcome.done) say(`${words(next.outcome.shown.role)} has the floor.`);
    } catch (error) {
      for (const it of view.stage.querySelectorAll("button")) it.disabled = false;
      put(view.stage.querySelector(".acting [role=alert]"), error.message);
    }
  };
  const others = view.seat === "all" ? view.views : new Map();
  put(view.stage, head(view, "War-room"), seated(shown, { known: view.known, views: others, act }));
}

/** After the end: the hidden world, the score, and everybody's view step by step. */
async function over(view, ending) {
  if (view.known.is_examination) {
    put(view.stage, head(view, "Over"), h("p", {}, "This server holds an examination: what was true is not told."));
    return;
  }
  const look = { visit: view.episode.visit };
  const film = h("div");
  put(view.stage, head(view, `Over, for ${points(ending.rewards[0]?.total ?? 0)} points`), debriefed(ending, look),
    h("h2", { class: "apart" }, "Everybody's view, step by step"), film);
  view.stop = await screened(film, [look], view.known, {});
}

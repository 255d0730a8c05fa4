// Play as the defender: one alert, the console, a clock, an answer, and then what was true.

import { send } from "./asking.js";
import { explained, opened } from "./console.js";
import { button, choice, h, put, say, sentence, words } from "./dom.js";
import { drawn, entered, noted, notes } from "./episode.js";
import { priced } from "./priced.js";

export const TITLE = "Triage";

const ANSWERS = ["dismiss", "monitor", "quarantine_host", "block_ip", "escalate"];
const MODES = [["defender_only", "everything is shown"], ["casework", "look up what you need"]];

export async function show(stage, query, known) {
  const game = known.games.opensoc;
  if (!query.has("index")) return setup(stage, game);
  const asked = { game: "opensoc", scenario: query.get("scenario") ?? "stage2_multi",
    mode: query.get("mode") ?? "defender_only", index: Number(query.get("index")), roles: ["defender"] };
  const episode = await entered(asked);
  const desk = { stage, known, asked, episode, clock: null };
  if (episode.outcome.done) ended(desk, episode);
  else played(desk, episode.outcome.shown);
  return () => clearInterval(desk.clock);
}

const address = (scenario, mode) => `#/triage?scenario=${scenario}&mode=${mode}&index=${drawn()}`;

function setup(stage, game) {
  const scenario = choice("Kind of alert", Object.keys(game.scenarios), "stage2_multi", tell);
  const mode = choice("Console", MODES, "defender_only");
  const what = h("p", { class: "note" });
  function tell() { put(what, game.scenarios[scenario.select.value]); }
  tell();
  put(stage, h("h1", {}, "Triage an alert"),
    h("p", { class: "lead" }, game.roles.defender.brief),
    h("form", { class: "card setup", onsubmit: (event) => {
      event.preventDefault();
      location.hash = address(scenario.select.value, mode.select.value);
    } }, scenario.field, mode.field, what, h("button", { class: "main" }, "Next incident")));
}

/** Show the alert that waits for an answer. */
function played(desk, shown) {
  const { stage, known, asked } = desk;
  const kept = notes();
  const count = h("output", { class: "count" });
  const board = opened(shown.panels, known.rows, { canCite: true, cited: kept.cited ?? [],
    changed: (cited) => {
      noted({ cited });
      put(count, cited.length ? `cited: ${cited.join(", ")}` : "nothing cited yet; up to three");
    } });
  desk.board = board;
  put(count, (kept.cited ?? []).length ? `cited: ${kept.cited.join(", ")}` : "nothing cited yet; up to three");
  const face = h("span", { class: "clock", role: "timer", "aria-label": "time taken" });
  tick(desk, face);
  put(stage, head(asked, face),
    h("div", { class: "desk" },
      h("div", { class: "ask" }, alerted(shown), answering(desk, board, count, shown), lookup(desk, shown)),
      board.log, board.known, extra(shown), board.book));
}

function head(asked, face) {
  return h("div", { class: "head" }, h("h1", {}, "Alert"),
    h("span", { class: "tag" }, words(asked.scenario)), h("span", { class: "tag" }, words(asked.mode)), face);
}

function tick(desk, face) {
  clearInterval(desk.clock);
  const tell = () => {
    const seconds = Math.floor((Date.now() - desk.episode.begun) / 1000);
    put(face, `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`);
  };
  tell();
  desk.clock = setInterval(tell, 1000);
}

function alerted(shown) {
  const item = shown.panels.find((it) => it.source === "alert")?.items[0];
  const fate = shown.status && shown.status !== "ok" && h("p", { class: "refused" }, `${shown.status} ${shown.note}`);
  return h("section", { class: "panel alert" }, h("h2", {}, words(item?.fields?.rule ?? "alert")), h("p", {}, item?.text ?? ""), fate);
}

function answering(desk, board, count, shown) {
  const isSure = h("input", { type: "checkbox", onchange: () => { how.disabled = !isSure.checked; } });
  const told = h("output", {}, "80 %");
  const how = h("input", { type: "range", min: 0, max: 100, step: 5, disabled: true,
    oninput: () => put(told, `${how.value} %`), "aria-label": "how likely the answer is right" });
  how.value = 80;
  const answers = ANSWERS.map((name) => h("label", { class: "answer" },
    h("input", { type: "radio", name: "answer", value: name, required: true }), h("span", {}, words(name))));
  const form = h("form", { class: "panel", onsubmit: async (event) => {
    event.preventDefault();
    const action = { move: "submit_triage", action: new FormData(form).get("answer"), cited_log_id: board.cited() };
    if (isSure.checked) action.confidence = Number(how.value) / 100;
    await moved(desk, action, form);
  } },
  h("fieldset", {}, h("legend", {}, "Your answer"), answers),
  count,
  h("div", { class: "sure" }, h("label", {}, isSure, "state how sure"), how, told),
  h("button", { class: "main", disabled: !shown.moves.includes("submit_triage") }, "Submit"),
  h("div", { role: "alert", class: "refused" }));
  return form;
}

/** In casework: look up records, or lines of the log. */
function lookup(desk, shown) {
  if (!shown.moves.includes("look_up")) return null;
  const subject = h("input", { required: true, maxlength: 64, autocomplete: "off", spellcheck: "false", list: "subjects" });
  const kind = choice("Look up", [["record", "records of (2 minutes)"], ["log", "the log of (5 minutes)"]]);
  const known = new Set(shown.panels.flatMap((panel) => panel.items)
    .flatMap((it) => [it.fields?.host, ...String(it.text).matchAll(/(?:host|actor|owner|user|src|dst)="?([^\s"]+)/g)].flat())
    .filter((it) => it && !/[="]/.test(it)));
  const form = h("form", { class: "panel", onsubmit: async (event) => {
    event.preventDefault();
    await moved(desk, { move: "look_up", kind: kind.select.value, subject: subject.value.trim() }, form);
  } },
  h("h2", {}, "Look up"), h("p", { class: "note" }, shown.panels.find((it) => it.source === "desk")?.items[0]?.text ?? ""),
  kind.field, h("label", { class: "field" }, h("span", {}, "Machine, account, address, ticket or kind of work"), subject),
  h("datalist", { id: "subjects" }, [...known].map((it) => h("option", { value: it }))),
  h("button", {}, "Look up"), h("div", { role: "alert", class: "refused" }));
  return form;
}

function extra(shown) {
  const board = shown.panels.find((it) => it.source === "board");
  return board && h("section", { class: "panel" }, h("h2", {}, "Alerts of this hour"),
    h("ul", { class: "lines" }, board.items.map((it) => h("li", {}, h("code", {}, it.text)))));
}

async function moved(desk, action, form) {
  const press = form.querySelector("button.main, button");
  press.disabled = true;
  try {
    const told = await send("move", { visit: desk.episode.visit, action });
    if (!told.outcome.done) { played(desk, told.outcome.shown); say("The console shows more."); return; }
    noted({ taken: Date.now() - desk.episode.begun });
    ended(desk, told);
    desk.stage.querySelector("h1").focus();
  } catch (error) {
    press.disabled = false;
    put(form.querySelector("[role=alert]"), error.message);
  }
}

/** Show what was true, and what the answer was worth. */
function ended(desk, { ending }) {
  clearInterval(desk.clock);
  const { stage, known, asked } = desk;
  const again = h("a", { class: "button main", href: address(asked.scenario, asked.mode) }, "Next incident");
  if (known.is_examination) {
    put(stage, h("h1", { tabindex: "-1" }, "Answered"), h("p", {}, "This server holds an examination: what was true is not told."), again);
    return;
  }
  const { explanation, console: panels } = ending.triage;
  const facts = Object.fromEntries(ending.verdicts.find((it) => it.role === "defender").facts.map((it) => [it.name, it.value]));
  const seconds = Math.round((notes().taken ?? 0) / 1000);
  const board = asked.mode === "casework" || !desk.board ? opened(panels, known.rows, { cited: notes().cited ?? [] }) : desk.board;
  const reward = ending.rewards.find((it) => it.role === "defender");
  put(stage,
    h("div", { class: `head verdict ${facts.right ? "right" : "wrong"}` },
      h("h1", { tabindex: "-1" }, facts.right ? "Right" : "Wrong"),
      h("p", {}, `You answered ${words(facts.answer || "nothing")}; right is `, h("b", {}, words(explanation.truth.answer)), `. ${sentence(explanation.when)}`),
      seconds > 0 && h("span", { class: "clock" }, `in ${seconds} s`), again),
    h("div", { class: "desk" },
      h("div", { class: "ask" }, h("section", { class: "panel" }, priced(reward, ending.terms, "What it was worth, in points")), explained(ending.triage)),
      board.log, board.known, board.book));
  board.reveal(ending.triage);
  say(facts.right ? "Right." : `Wrong; right is ${words(explanation.truth.answer)}.`);
}

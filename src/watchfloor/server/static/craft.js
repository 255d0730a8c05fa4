// Craft an incident as the attacker: a form that knows the schema, and the gate as one types.

import { ask, send } from "./asking.js";
import { explained, opened } from "./console.js";
import { button, choice, h, put, say, sentence, words } from "./dom.js";
import { drawn, entered, noted, notes } from "./episode.js";
import { priced } from "./priced.js";

export const TITLE = "Craft";
const PATIENCE = 250;
const ANSWERS = ["dismiss", "monitor", "quarantine_host", "block_ip", "escalate"];

export async function show(stage, query, known) {
  const game = known.games.opensoc;
  if (!query.has("index")) return setup(stage, game);
  const asked = { game: "opensoc", scenario: query.get("scenario") ?? "stage2_multi", mode: "self_play",
    index: Number(query.get("index")), roles: ["attacker"], others: query.get("against") ?? "heuristic" };
  const episode = await entered(asked);
  const desk = { stage, known, asked, episode, events: notes().events ?? [], wait: 0, turn: 0 };
  if (episode.outcome.done) ended(desk, episode);
  else crafting(desk, episode.outcome.shown);
  return () => clearTimeout(desk.wait);
}

const address = ({ scenario, others }) => `#/craft?scenario=${scenario}&against=${others}&index=${drawn()}`;

function setup(stage, game) {
  const scenario = choice("Kind of alert", Object.keys(game.scenarios), "stage2_multi");
  const against = choice("Who defends", Object.keys(game.policies), "heuristic");
  put(stage, h("h1", {}, "Craft an incident"), h("p", { class: "lead" }, game.roles.attacker.brief),
    h("form", { class: "card setup", onsubmit: (event) => {
      event.preventDefault();
      location.hash = address({ scenario: scenario.select.value, others: against.select.value });
    } }, scenario.field, against.field, h("button", { class: "main" }, "Read the brief")));
}

/** Return the types of event with the fields that each fills and may fill. */
function schema(shown) {
  const found = new Map();
  for (const { text } of shown.panels.find((it) => it.source === "schema").items) {
    const [name, rest] = text.split(": ");
    const [fills, may] = rest.split("; may also have ");
    found.set(name, { fills: listed(fills), may: listed(may ?? "") });
  }
  return found;
}

const listed = (text) => text.split(", ").filter(Boolean);
const panel = (shown, source) => shown.panels.find((it) => it.source === source) ?? { title: source, items: [] };

function crafting(desk, shown) {
  const { stage, asked } = desk;
  const kinds = schema(shown);
  const brief = panel(shown, "brief").items;
  const begins = brief[0].fields.begins;
  const label = choice("The right answer is to be", ANSWERS, brief[0].fields.asked);
  label.select.disabled = true;
  const rows = h("ol", { class: "events" });
  const gate = h("p", { class: "gate", role: "status" }, "Add an event, and the gate answers here.");
  const submit = h("button", { class: "main" }, "Submit to the defender");
  const error = h("p", { class: "refused", role: "alert" });
  const action = () => ({ move: "craft_incident", target_label: label.select.value, category: "crafted by hand", events: desk.events.map(spelled) });
  const changed = () => {
    noted({ events: desk.events });
    clearTimeout(desk.wait);
    desk.wait = setTimeout(judge, PATIENCE);
  };
  const judge = async () => {
    const mine = ++desk.turn;
    if (desk.events.length === 0) { put(gate, "Add an event, and the gate answers here."); gate.className = "gate"; return; }
    try {
      const found = await send("gate", { visit: desk.episode.visit, action: action() });
      if (mine !== desk.turn) return;
      gate.className = `gate ${found.is_admitted ? "open" : "shut"}`;
      put(gate, h("b", {}, found.is_admitted ? "admitted" : words(found.gate)), " ", found.sentence);
    } catch (problem) {
      put(error, problem.message);
    }
  };
  const draw = () => put(rows, desk.events.map((it, at) => editor(it, kinds, {
    changed, dropped: () => { desk.events.splice(at, 1); draw(); changed(); rows.querySelector("select")?.focus(); },
    typed: () => { draw(); changed(); rows.children[at].querySelector("select").focus(); } }, at)));
  const add = () => {
    const last = desk.events.at(-1);
    const type = last?.event_type ?? kinds.keys().next().value;
    desk.events.push({ event_type: type, timestamp: last?.timestamp ?? begins, fields: { ...(last?.fields ?? {}) } });
    draw();
    changed();
    rows.lastElementChild.querySelector("select").focus();
  };
  const example = async () => {
    try {
      const found = await ask("example", { visit: desk.episode.visit });
      desk.events = found.events.map(({ event_type: type, timestamp, fields }) => ({ event_type: type, timestamp, fields: { ...fields } }));
      draw();
      changed();
      say("An example is filled in.");
    } catch (problem) {
      put(error, problem.message);
    }
  };
  draw();
  if (desk.events.length) changed();
  put(stage, h("div", { class: "head" }, h("h1", {}, "Craft an incident"), h("span", { class: "tag" }, words(asked.scenario)), h("span", { class: "tag" }, `against ${asked.others}`)),
    h("div", { class: "desk crafts" },
      h("div", { class: "ask" }, h("section", { class: "panel alert" }, h("h2", {}, "What is asked"), brief.map((it) => h("p", {}, sentence(it.text)))),
        h("section", { class: "panel" }, h("h2", {}, "The gate"), gate),
        h("details", { class: "panel" }, h("summary", {}, h("h2", {}, "What is accepted")), h("ul", { class: "plainlist" }, panel(shown, "plausibility").items.map((it) => h("li", {}, it.text))))),
      h("form", { class: "panel", onsubmit: async (event) => {
        event.preventDefault();
        submit.disabled = true;
        try {
          ended(desk, await send("move", { visit: desk.episode.visit, action: action() }));
          stage.querySelector("h1").focus();
        } catch (problem) {
          submit.disabled = false;
          put(error, problem.message);
        }
      } }, h("h2", {}, "Events"), label.field, rows,
      h("div", { class: "buttons" }, button("Add an event", add, { class: "add" }), button("Begin from an example", example, { class: "example" }), submit), error),
      ["organisation", "calendar", "addresses"].map((source) => h("details", { class: "panel", open: source === "calendar" },
        h("summary", {}, h("h2", {}, panel(shown, source).title)), h("ul", { class: "plainlist" }, panel(shown, source).items.map((it) => h("li", {}, h("code", {}, it.text)))))),
      suggestions(shown)));
}

/** Return the names that the fields offer: who and what there is. */
function suggestions(shown) {
  const named = panel(shown, "organisation").items.flatMap((it) => [it.fields.name, it.fields.ip]);
  const outside = panel(shown, "addresses").items.map((it) => it.fields.subject);
  return h("datalist", { id: "names" }, [...new Set([...named, ...outside])].filter(Boolean).map((it) => h("option", { value: it })));
}

function editor(event, kinds, on, at) {
  const type = choice("What happens", [...kinds.keys()], event.event_type, (name) => { event.event_type = name; on.typed(); });
  const field = (name, value, isNeeded, set) => {
    const input = h("input", { value: value ?? "", required: isNeeded, autocomplete: "off", spellcheck: "false", list: "names", oninput: () => { set(input.value); on.changed(); } });
    return h("label", { class: "field" }, h("span", {}, words(name), !isNeeded && " (may be left out)"), input);
  };
  const { fills, may } = kinds.get(event.event_type) ?? { fills: [], may: [] };
  const fields = [...fills.map((it) => [it, true]), ...may.map((it) => [it, false])].map(([name, isNeeded]) =>
    field(name, event.fields[name], isNeeded, (value) => { event.fields[name] = value; }));
  return h("li", {}, h("fieldset", {}, h("legend", {}, `event ${at + 1}`),
    h("div", { class: "eventrow" }, type.field, field("time", event.timestamp, true, (value) => { event.timestamp = value; }), fields),
    button("Remove", on.dropped)));
}

/** Return an event as the game reads it; numbers are numbers, and what is empty is left out. */
function spelled({ event_type: type, timestamp, fields }, at) {
  const kept = Object.entries(fields).filter(([, value]) => value !== "")
    .map(([name, value]) => [name, /^\d{1,15}$/.test(value) && ["bytes", "port", "size", "count"].includes(name) ? Number(value) : value]);
  return { event_type: type, timestamp, log_id: `e${at + 1}`, fields: Object.fromEntries(kept) };
}

function ended(desk, { ending }) {
  const { stage, known, asked } = desk;
  const again = h("a", { class: "button main", href: address(asked) }, "Another brief");
  if (known.is_examination) {
    put(stage, h("h1", { tabindex: "-1" }, "Submitted"), h("p", {}, "This server holds an examination: what was true is not told."), again);
    return;
  }
  const facts = Object.fromEntries(ending.verdicts.find((it) => it.role === "attacker").facts.map((it) => [it.name, it.value]));
  const reward = ending.rewards.find((it) => it.role === "attacker");
  const answer = ending.verdicts.find((it) => it.role === "defender")?.facts.find((it) => it.name === "answer")?.value;
  const right = ending.triage?.explanation.truth.answer;
  const title = !facts.admitted ? "Turned away" : facts.defender_wrong ? "The defender was fooled" : "The defender saw through it";
  const board = ending.triage && opened(ending.triage.console, known.rows);
  put(stage, h("div", { class: `head verdict ${facts.defender_wrong && facts.admitted ? "right" : "wrong"}` }, h("h1", { tabindex: "-1" }, title),
    h("p", {}, facts.admitted ? `${asked.others} answered ${words(answer || "nothing")}; right is ${words(right)}.` : facts.rejected || "The submission was no move of the game."), again),
  h("div", { class: "desk" }, h("div", { class: "ask" }, h("section", { class: "panel" }, priced(reward, ending.terms, "What you earned, in points")), ending.triage && explained(ending.triage)),
    board && [board.log, board.known, board.book]));
  if (board) board.reveal(ending.triage);
  say(title);
}

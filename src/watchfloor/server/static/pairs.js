// Before and after: recorded answers to the same alert, then what was true.

import { ask, send } from "./asking.js";
import { explained, opened } from "./console.js";
import { button, choice, h, points, put, say, sentence, words } from "./dom.js";
import { priced } from "./priced.js";

export const TITLE = "Before and after";

export async function show(stage, query, known) {
  const listed = await ask("pairs");
  const names = Object.keys(listed.policies);
  const number = Math.min(Math.max(0, Number(query.get("number") ?? 0) | 0), listed.count - 1);
  const before = pick(query.get("before"), names, "always_escalate");
  const after = pick(query.get("after"), names, names.find((it) => !(it in known.games.opensoc.policies)) ?? "heuristic");
  const pair = await ask("pair", { number });
  const to = (changes) => {
    const words_ = new URLSearchParams({ number, before, after, ...changes });
    location.hash = `#/pairs?${words_}`;
  };
  draw({ stage, known, listed, pair, number, before, after, names, to });
}

const pick = (wanted, names, usual) => (names.includes(wanted) ? wanted : names.includes(usual) ? usual : names[0]);

function draw(view) {
  const { stage, known, listed, pair, number, before, after, names, to } = view;
  const board = opened(pair.panels, known.rows);
  const cards = [["Before", before], ["After", after]].map(([title, name]) => card(view, title, name));
  const alert = pair.panels.find((it) => it.source === "alert")?.items[0];
  const truth = h("div", { class: "truth" });
  const reveal = button("Show what was true", () => revealed(view, board, cards, truth, reveal), { class: "main" });
  const next = (number + 1) % listed.count;
  put(stage,
    h("div", { class: "head" }, h("h1", {}, "Before and after"), h("span", { class: "tag" }, words(pair.scenario)),
      h("span", { class: "tag" }, `${number + 1} of ${listed.count}`),
      button("Previous", () => to({ number: (number + listed.count - 1) % listed.count })),
      button("Next incident", () => to({ number: next }), { class: "next" })),
    h("p", { class: "note" }, "Recorded episodes: each policy answered this alert alone and without seeing the other. Choose whom to compare."),
    h("div", { class: "versus" },
      choice("Before", names, before, (name) => to({ before: name })).field,
      choice("After", names, after, (name) => to({ after: name })).field),
    h("div", { class: "desk" },
      h("div", { class: "ask" },
        h("section", { class: "panel alert" }, h("h2", {}, words(alert.fields.rule)), h("p", {}, alert.text)),
        cards.map((it) => it.element), reveal, truth),
      board.log, board.known, board.book));
}

function card({ pair, listed }, title, name) {
  const reply = pair.answers.find((it) => it.policy === name)?.reply ?? "";
  const fate = h("p", { class: "fate" });
  const answer = h("div", { class: "answer" }, told(reply));
  const found = { name, said: read(reply), fate, isAsked: reply !== "" };
  if (!found.isAsked) put(answer, button(`Ask ${name} now`, (event) => now(pair, found, answer, event.target)));
  found.element = h("section", { class: "panel answerer" },
    h("h2", {}, title, " ", h("code", {}, name)),
    h("p", { class: "note" }, listed.policies[name] || "a policy that does not ship with the package"),
    answer, fate);
  return found;
}

/** Return what a policy replied, as it is shown. */
function told(reply) {
  const said = read(reply);
  if (!said) return h("pre", {}, reply);
  return [h("p", { class: "big" }, words(said.action)),
    h("p", {}, said.cited.length ? `cites ${said.cited.join(", ")}` : "cites nothing",
      said.confidence !== undefined && `, ${Math.round(100 * said.confidence)} % sure`)];
}

/** Let a policy that is present answer the alert. */
async function now(pair, found, place, press) {
  press.disabled = true;
  press.textContent = `${found.name} is thinking`;
  try {
    const { reply } = await send("asked", { number: pair.number, policy: found.name });
    Object.assign(found, { said: read(reply), isAsked: true });
    put(place, told(reply));
    say(`${found.name} has answered.`);
  } catch (error) {
    put(place, h("p", { class: "refused", role: "alert" }, error.message),
      button(`Ask ${found.name} again`, (event) => now(pair, found, place, event.target)));
  }
}

function read(reply) {
  try {
    const held = JSON.parse(reply);
    const cited = held.cited_log_id ?? [];
    return { action: String(held.action), cited: Array.isArray(cited) ? cited : [cited], confidence: held.confidence };
  } catch {
    return null;
  }
}

async function revealed({ number }, board, cards, place, press) {
  press.disabled = true;
  let found;
  try {
    found = await ask("revealed", { number });
  } catch (error) {
    press.disabled = false;
    put(place, h("p", { class: "refused", role: "alert" }, error.message));
    return;
  }
  const { explanation } = found.truth;
  const asked = cards.filter((it) => it.isAsked);
  for (const { name, said, fate, element } of asked) {
    const isRight = said?.action === explanation.truth.answer;
    element.classList.add(isRight ? "right" : "wrong");
    put(fate, h("b", {}, isRight ? "right" : "wrong"), ` for ${points(found.rewards[name].total)} points`);
  }
  board.reveal(found.truth);
  press.remove();
  put(place,
    h("section", { class: "panel verdict", tabindex: "-1" }, h("h2", {}, "True: ", words(explanation.truth.answer)), h("p", {}, sentence(explanation.when))),
    asked.map(({ name }) => h("section", { class: "panel" }, priced(found.rewards[name], found.terms, `What ${name} earned`))),
    explained(found.truth));
  place.firstElementChild.focus({ preventScroll: true });
  say(`True is ${words(explanation.truth.answer)}.`);
}

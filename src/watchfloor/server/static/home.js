// Where to begin.

import { h, put } from "./dom.js";

export const TITLE = "Begin";

const WAYS = [
  ["triage", "Triage an alert", "Read the log and the records, cite what decides, answer against the clock. Then see what was true."],
  ["pairs", "Before and after", "Recorded alerts with the answers of two policies side by side, then the truth and the price of each."],
  ["warroom", "Join a war-room", "Four roles, each with a part of the picture. Take a seat, take all, or watch; then see the hidden world."],
  ["craft", "Craft an incident", "Write the events that a defender is to misjudge, with the gate answering as you type."],
  ["runs", "Open runs", "Tables, report and episodes of an evaluation, step by step, two policies on one seed."],
  ["leaderboard", "Leaderboard", "Verified runs with their intervals, and the lazy policies that they have to beat."],
];

export function show(stage, _query, known) {
  put(stage,
    h("h1", {}, "Watch, play, compare"),
    h("p", { class: "lead" }, "Two games for agents of a security operations centre. Everybody and everything in them is invented; every number can be derived again."),
    h("ul", { class: "ways" }, WAYS.map(([name, title, what]) =>
      h("li", {}, h("a", { class: "card", href: `#/${name}` }, h("b", {}, title), h("span", {}, what))))),
    known.is_examination && h("p", { class: "note" }, "This server holds an examination: nothing is told of what is true."),
    h("p", { class: "note" }, `Version ${known.version}. The page speaks to this server alone.`));
}

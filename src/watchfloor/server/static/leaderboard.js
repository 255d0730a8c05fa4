// Verified runs: what each policy came to, with its interval, and the lazy ones beside it.

import { ask } from "./asking.js";
import { h, put, words } from "./dom.js";

export const TITLE = "Leaderboard";

export async function show(stage) {
  const entries = await ask("leaderboard");
  const places = new Map();
  for (const entry of entries) {
    for (const row of entry.means) {
      const place = `${row.game}, ${row.mode}`;
      const rows = places.get(place) ?? new Map();
      if (!rows.has(row.policy) || row.is_tested) rows.set(row.policy, row);
      places.set(place, rows);
    }
  }
  put(stage, h("h1", {}, "Leaderboard"),
    h("p", { class: "lead" }, "Every row is of a run that was played again before it was taken: all of a suite, and nothing left out. Random play is 0, the oracle, which knows the truth, is 1. An interval holds what other worlds would have come to in 95 of 100 cases."),
    entries.length === 0 && h("p", {}, "No entry is installed here."),
    h("ul", { class: "legend tones" }, TONES.map(([tone, what]) => h("li", {}, h("b", { class: tone }, tone), ` ${what}`))),
    h("div", { class: "boards" }, [...places].map(([place, rows]) => board(place, [...rows.values()]))),
    entries.map((it) => h("p", { class: "note" },
      `Suite ${it.suite}, version ${it.version}; ${Object.values(it.rules).join(", ")}; recipe ${[...new Set(Object.values(it.recipes))].join(", ")}; manifest ${it.manifest.slice(0, 16)}, results ${it.results.slice(0, 16)}.`)));
}

const TONES = [["tested", "under test"], ["shipped", "reads what it is shown"], ["lazy", "does not do the job"], ["random", "any move"], ["insider", "knows the truth"]];

const tone = (row) => (row.is_tested ? "tested" : row.is_insider ? "insider" : row.is_lazy ? "lazy" : row.policy === "random" ? "random" : "shipped");

function board(place, rows) {
  rows.sort((a, b) => b.normalised.mean - a.normalised.mean);
  const ends = rows.flatMap(({ normalised: it }) => [it.low ?? it.mean, it.high ?? it.mean]);
  const low = Math.min(0, ...ends), high = Math.max(1, ...ends);
  return h("section", { class: "panel" }, h("h2", {}, words(place)),
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": place },
      h("table", { class: "board" }, h("caption", { class: "unseen" }, `What each policy came to in ${place}`),
        h("thead", {}, h("tr", {}, ["policy", "", "score", "95 % of"].map((it) => h("th", { scope: "col" }, it || h("span", { class: "unseen" }, "interval"))))),
        h("tbody", {}, rows.map((row) => line(row, low, high))))));
}

function line(row, low, high) {
  const { mean, low: from, high: to } = row.normalised;
  const at = (value) => `${(100 * (value - low)) / (high - low)}%`;
  const number = (value) => { const it = value.toFixed(3); return it === "-0.000" ? "0.000" : it; };
  return h("tr", { class: tone(row) },
    h("th", { scope: "row" }, row.policy, h("span", { class: "tag" }, tone(row))),
    h("td", { class: "track" }, h("i", { class: "zero", "--left": at(0) }),
      h("i", { class: "line", "--left": at(from ?? mean), "--right": `calc(100% - ${at(to ?? mean)})` }),
      h("i", { class: "dot", "--left": at(mean) })),
    h("td", { class: "number" }, number(mean)),
    h("td", { class: "number" }, from === null ? "one world" : `${number(from)} to ${number(to)}`));
}

// Runs: what a run came to, its report, its episodes, and any of them step by step.

import { ask } from "./asking.js";
import { debriefed } from "./debrief.js";
import { explained } from "./console.js";
import { button, choice, h, points, put, table, words } from "./dom.js";
import { screened } from "./film.js";
import { priced } from "./priced.js";

export const TITLE = "Runs";
const SHOWN = 50;

export async function show(stage, query, known, isHere) {
  const run = query.get("run");
  if (!run) return listed(stage, await ask("runs"));
  if (query.has("report")) return report(stage, run);
  if (query.has("seed")) return episode(stage, query, known, isHere);
  if (query.has("cell")) return cell(stage, query);
  return told(stage, await ask("run", { run }));
}

const link = (query) => `#/runs?${new URLSearchParams(query)}`;

function listed(stage, runs) {
  put(stage, h("h1", {}, "Runs"),
    runs.length ? h("ul", { class: "ways" }, runs.map((it) => h("li", {}, h("a", { class: "card", href: link({ run: it.name }) },
      h("b", {}, it.name), h("span", {}, `suite ${it.suite}${it.is_finished ? "" : ", not finished"}`)))))
      : h("p", { class: "lead" }, "This server was started without runs. Name folders of ", h("code", {}, "watchfloor evaluate"), " or submissions: ", h("code", {}, "watchfloor serve --runs PATH"), "."));
}

function told(stage, run) {
  const number = (it) => (it ? it.mean.toFixed(3) : "none");
  const interval = (it) => (it && it.low !== null ? `${it.low.toFixed(3)} to ${it.high.toFixed(3)}` : "");
  const rows = run.earned.map((it) => [
    h("a", { href: link({ run: run.name, cell: it.cell }) }, it.policy), `${it.game} ${words(it.scenario)}`, words(it.mode),
    it.is_insider ? "knows the truth" : it.is_lazy ? "lazy" : it.is_tested ? "under test" : "", it.episodes, it.no_replies,
    number(it.reward), interval(it.reward), number(it.normalised), interval(it.normalised)]);
  const filter = h("input", { type: "search", "aria-label": "only rows that hold", placeholder: "only rows that hold ...", oninput: () => {
    const wanted = filter.value.toLowerCase();
    for (const row of stage.querySelectorAll(".earned tbody tr")) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  } });
  put(stage, h("div", { class: "head" }, h("h1", {}, run.name), h("a", { class: "button", href: "#/runs" }, "All runs"),
    run.has_report ? h("a", { class: "button main", href: link({ run: run.name, report: 1 }) }, "Report and pictures")
      : h("span", { class: "note" }, "no report yet: watchfloor report writes it")),
  h("section", { class: "panel" }, table(["", ""], run.rows, run.title)), h("p", { class: "note" }, run.reading),
  h("div", { class: "filter" }, filter),
  h("section", { class: "panel earned" }, table(["policy", "where", "mode", "", "episodes", "no reply", "points", "95 %", "normalised", "95 %"], rows, "What everybody earned")));
}

function report(stage, run) {
  put(stage, h("div", { class: "head" }, h("h1", {}, `Report of ${run}`), h("a", { class: "button", href: link({ run }) }, "Back to the run")),
    h("iframe", { class: "report", src: `/page/report?${new URLSearchParams({ run })}`, title: `report of ${run}`, sandbox: "" }));
}

async function cell(stage, query) {
  const run = query.get("run"), name = query.get("cell"), start = Number(query.get("start") ?? 0);
  const some = await ask("episodes", { run, cell: name, start });
  const rows = some.episodes.map((it) => [
    h("a", { href: link({ run, cell: name, seed: it.seed, repeat: it.repeat, step: 0 }) }, `seed ${it.seed}${it.repeat ? `, again ${it.repeat}` : ""}`),
    it.no_reply ? `no reply: ${it.no_reply}` : Object.entries(it.rewards).map(([role, paid]) => `${words(role)} ${points(paid)}`).slice(0, 2).join(", "), it.turns]);
  const turn = (to, text, isThere) => isThere && h("a", { class: "button", href: link({ run, cell: name, start: to }) }, text);
  put(stage, h("div", { class: "head" }, h("h1", {}, name), h("a", { class: "button", href: link({ run }) }, "Back to the run"),
    turn(Math.max(0, start - SHOWN), "Less paid", start > 0), turn(start + SHOWN, "Better paid", start + SHOWN < some.total)),
  h("section", { class: "panel" }, table(["episode", "earned, in points", "turns"], rows,
    `Episodes ${start + 1} to ${start + rows.length} of ${some.total}, the least paid first`)));
}

async function episode(stage, query, known, isHere) {
  const run = query.get("run"), name = query.get("cell"), seed = query.get("seed"), repeat = query.get("repeat") ?? 0;
  const some = await ask("episodes", { run, cell: name });
  const beside = query.get("beside") ?? "";
  const looks = [name, ...(beside ? [beside] : [])].map((it) => ({ run, cell: it, seed, repeat }));
  const to = (changes) => { location.hash = link({ ...Object.fromEntries(query), ...changes }); };
  const pick = choice("Side by side with", [["", "nobody"], ...some.beside.map((it) => [it, it])], beside, (it) => to({ beside: it }));
  const film = h("div"), truth = h("div", { class: beside ? "screens two" : "truth" });
  let isTold = false;
  const over = async () => {
    if (isTold) return;
    isTold = true;
    const ends = await Promise.all(looks.map((look) => ask("ending", look)));
    put(truth, ends.map((it, n) => h("div", { class: "truth" }, h("h2", {}, looks[n].cell), ended(it, looks[n]))));
  };
  put(stage, h("div", { class: "head" }, h("h1", {}, `${name}, seed ${seed}`),
    h("a", { class: "button", href: link({ run, cell: name }) }, "All episodes"), pick.field), film, truth);
  const moved = (step) => {
    if (!isHere()) return;
    const words_ = new URLSearchParams(query);
    words_.set("step", step);
    history.replaceState(null, "", `#/runs?${words_}`);
  };
  return screened(film, looks, known, { step: Number(query.get("step") ?? 0), titles: beside ? looks.map((it) => it.cell) : [], moved, over });
}

function ended(ending, look) {
  if (ending.no_reply) return h("p", {}, `Nothing is scored: ${ending.no_reply}`);
  if (ending.course) return debriefed(ending, look);
  return [ending.rewards.map((it) => h("section", { class: "panel" }, priced(it, ending.terms, `What ${words(it.role)} earned, in points`))),
    ending.triage && h("p", {}, "True was ", h("b", {}, words(ending.triage.explanation.truth.answer)), `: ${ending.triage.explanation.when}.`),
    ending.triage && explained(ending.triage)];
}

// The war-room as it is seen: the clock and the phases, four panes, and what all share.

import { h, words } from "./dom.js";

export const PHASES = ["detect", "triage", "mitigate", "verify", "report"];
const OWN = ["meters", "evidence", "handed"];

/** Return the panel of a source, empty if there is none. */
export const panel = (panels, source) => panels.find((it) => it.source === source) ?? { source, title: source, items: [] };

/** Return the clock and the phases. */
export function clock(panels) {
  const { tick = 0, horizon = 1, phase = "" } = panel(panels, "room").items[0]?.fields ?? {};
  const gate = panel(panels, "room").items[1];
  const strain = panel(panels, "mitigations").items.find((it) => it.id === "strain");
  return h("div", { class: "room panel" },
    h("div", { class: "minutes" }, h("b", {}, `minute ${tick}`), ` of ${horizon}`,
      h("progress", { max: horizon, value: tick, "aria-label": "minutes passed" })),
    h("ol", { class: "phases", "aria-label": "phases" }, PHASES.map((it) =>
      h("li", it === phase ? { "aria-current": "step" } : {}, it))),
    h("span", { class: "note" }, gate?.text ?? ""),
    strain && h("span", { class: "note" }, strain.text));
}

/** Return the pane of a role: what it measures, what it learnt, what it was handed. */
export function pane(role, panels, { floor = false, mine = false, said = "", draw = card, foot = null, dropped = null } = {}) {
  const element = h("section", { class: `panel pane${floor ? " floor" : ""}${mine ? " mine" : ""}`, "data-role": role },
    h("h2", {}, words(role), floor && h("span", { class: "tag" }, "has the floor"), mine && h("span", { class: "tag mine" }, "your seat")),
    panels ? OWN.map((source) => listed(panel(panels, source), draw)) : h("p", { class: "note" }, said),
    foot);
  if (dropped) receiving(element, dropped);
  return element;
}

function listed(found, draw) {
  if (found.source === "meters") {
    return h("ul", { class: "meters", "aria-label": "meters" }, found.items.map(meter));
  }
  const title = found.source === "handed" ? "Handed over by others" : "Evidence of its own sources";
  return h("div", {}, h("h3", {}, `${title} (${found.items.length})`),
    found.items.length > 0 && h("ul", { class: "cards", "aria-label": title, tabindex: "0" }, found.items.map(draw)));
}

const GAUGES = [["health", "well"], ["errors", "errors"], ["load", "load"], ["pool", "pool"]];

/** Return what a sensor shows in few words; in full where it is no sensor of a service. */
function meter({ text, fields = {} }) {
  const [service] = text.split(" ");
  const isKnown = GAUGES.every(([name]) => typeof fields[name] === "number" && fields[name] >= 0);
  if (!isKnown) return h("li", {}, h("code", {}, text));
  const isUnwell = fields.health < 850 || fields.errors > 50;
  return h("li", { class: isUnwell ? "unwell" : null, title: text }, h("b", {}, service),
    GAUGES.map(([name, shown]) => h("span", {}, `${shown} ${(fields[name] / 10).toFixed(0)} %`)));
}

/** Return a piece of evidence. */
export function card(item) {
  return h("li", { class: "piece", "data-id": item.id }, ...piece(item));
}

/** Return what stands on a piece of evidence. */
export function piece({ id, text, fields = {} }) {
  const line = text.includes("]: ") ? text.slice(text.indexOf("]: ") + 3) : text;
  return [h("span", { class: "head" }, h("b", {}, words(fields.rule ?? id)), h("span", { class: "tag" }, fields.service ?? ""),
    h("span", { class: "id" }, `${id} minute ${fields.since ?? "?"}`)),
  h("code", {}, line),
  fields.giver && h("span", { class: "note" }, `from ${words(fields.giver)}`)];
}

function receiving(element, dropped) {
  element.addEventListener("dragover", (event) => { event.preventDefault(); element.classList.add("over"); });
  element.addEventListener("dragleave", () => element.classList.remove("over"));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("over");
    dropped(event.dataTransfer.getData("text/plain"));
  });
}

/** Return what all share: what was done, what is proposed, what is ordered. */
export function common(panels) {
  const lines = (source, title, none) => {
    const { items } = panel(panels, source);
    const shown = items.filter((it) => it.id !== "strain");
    return h("section", { class: `panel ${source}` }, h("h2", {}, title),
      shown.length ? h("ol", { class: "lines" }, shown.map((it) => h("li", { class: it.fields?.status ?? it.fields?.state ?? null },
        h("span", { class: "id" }, source === "timeline" ? "" : it.id), h("code", {}, it.text))))
        : h("p", { class: "note" }, none));
  };
  return [lines("timeline", "What was done", "Nobody has moved yet."),
    lines("proposals", "Proposals", "Nothing is proposed."),
    lines("mitigations", "Approvals and mitigations", "Nothing is approved or ordered.")];
}

// The console of a defender: the alert, the log, the records and the runbook.

import { h, put, words } from "./dom.js";

const KINDS = { asset: "Machines", identity: "Accounts", address: "Addresses outside", work: "Authorised work" };
const MOST_CITED = 3;

/** Return the console that shows panels; what is cited in it, and how the truth lights up. */
export function opened(panels, rows, { canCite = false, cited = [], changed = () => {} } = {}) {
  const kept = new Set(cited);
  const lines = new Map();
  const find = (source) => panels.find((it) => it.source === source);
  const line = (item) => {
    const shown = drawn(item, canCite, kept, () => limited(lines, kept, changed));
    lines.set(item.id, shown);
    return shown.element;
  };
  const records = find("records")?.items ?? [];
  const log = h("section", { class: "panel log" },
    h("h2", {}, "Log"), h("p", { class: "note" }, find("log")?.title ?? ""),
    listed((find("log")?.items ?? []).map(line), "Lines of the log"));
  const groups = Object.entries(KINDS).map(([kind, title]) => {
    const some = records.filter((it) => it.text.startsWith(`${kind} `));
    return some.length > 0 && [h("h3", {}, title), listed(some.map(line), title)];
  });
  const known = h("section", { class: "panel records" }, h("h2", {}, "Records"),
    records.length ? groups : h("p", { class: "note" }, "Nothing has been looked up yet."));
  const book = runbook(rows, find("runbook")?.items ?? []);
  const entities = [...names(records)];
  for (const shown of lines.values()) shown.about = entities.filter((it) => holds(shown.text, it));
  for (const area of [log, known]) relating(area, lines);
  if (canCite) limited(lines, kept, () => {});
  return { log, known, book: book.element, cited: () => [...kept],
    reveal: (truth) => { reveal(lines, truth, kept); book.reveal(truth); } };
}

function listed(items, title) {
  return h("ul", { class: "lines", "aria-label": title }, items);
}

function drawn(item, canCite, kept, changed) {
  const tags = h("span", { class: "tags" });
  const text = h("code", {}, item.text);
  if (!canCite) {
    const element = h("li", { "data-id": item.id }, h("span", { class: "id" }, item.id), text, tags);
    return { element, tags, text: item.text, about: [] };
  }
  const box = h("input", { type: "checkbox", checked: kept.has(item.id), onchange: () => {
    if (box.checked) kept.add(item.id); else kept.delete(item.id);
    changed();
  } });
  const element = h("li", { "data-id": item.id },
    h("label", {}, box, h("span", { class: "id" }, item.id), text), tags);
  return { element, tags, box, text: item.text, about: [] };
}

function limited(lines, kept, changed) {
  for (const { box } of lines.values()) {
    if (box) box.disabled = !box.checked && kept.size >= MOST_CITED;
  }
  changed([...kept]);
}

/** Return the names that records are about: what a line can be joined by. */
function names(records) {
  const found = new Set();
  for (const { text } of records) {
    const [, subject] = text.split(" ");
    if (subject) found.add(subject);
    for (const [, name] of text.matchAll(/(?:host|actor|owner)=(\S+)/g)) found.add(name);
  }
  return found;
}

function holds(text, name) {
  const at = text.indexOf(name);
  const isWord = (it) => it !== undefined && /[\w.-]/.test(it);
  return at >= 0 && !isWord(text[at - 1]) && !isWord(text[at + name.length]);
}

/** Mark what shares a name with the line that is looked at. */
function relating(area, lines) {
  const marked = (target) => {
    const id = target?.closest?.("li")?.dataset.id;
    const about = lines.get(id)?.about ?? [];
    for (const [other, shown] of lines) {
      const isNear = other !== id && about.some((it) => shown.about.includes(it));
      shown.element.classList.toggle("near", isNear);
    }
  };
  area.addEventListener("pointerover", (event) => marked(event.target));
  area.addEventListener("pointerleave", () => marked(null));
  area.addEventListener("focusin", (event) => marked(event.target));
  area.addEventListener("focusout", () => marked(null));
}

function runbook(rows, items) {
  const shown = rows.map(([answer, name, when]) => ({ name,
    element: h("tr", {}, h("th", { scope: "row" }, words(name)), h("td", {}, words(answer)), h("td", {}, when)) }));
  const because = h("span");
  const others = items.filter((it) => !rows.some(([answer, name]) => it.text.startsWith(`${answer} (${name})`)));
  const element = h("details", { class: "panel runbook" }, h("summary", {}, h("h2", {}, "Runbook"), because),
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Rows of the runbook" },
      h("table", {}, h("caption", {}, "The first row that applies decides"),
        h("thead", {}, h("tr", {}, ["row", "answer", "when"].map((it) => h("th", { scope: "col" }, it)))),
        h("tbody", {}, shown.map((it) => it.element)))),
    h("ul", { class: "plainlist" }, others.map((it) => h("li", {}, it.text))));
  const reveal = ({ explanation }) => {
    const passed = new Map(explanation.passed.map((it) => [it.row, it.because]));
    for (const { name, element: row } of shown) {
      const decides = name === explanation.truth.row;
      row.classList.toggle("decides", decides);
      if (decides) row.cells[0].append(h("b", { class: "tag" }, "decides"));
      else if (passed.has(name)) row.cells[2].append(h("small", {}, `not here: ${passed.get(name)}`));
    }
    put(because, `row ${words(explanation.truth.row)} decides`);
    element.open = true;
  };
  return { element, reveal };
}

function reveal(lines, { explanation }, kept) {
  const proof = new Set(explanation.truth.certificate.flatMap(flat));
  const held = new Set(explanation.truth.holds);
  let at = 0;
  for (const [id, { element, tags, box }] of lines) {
    if (box) box.disabled = true;
    const tag = (name, text) => {
      element.classList.add(name);
      tags.append(h("b", { class: `tag ${name}` }, text));
    };
    if (proof.has(id) || held.has(id)) element.style.setProperty("--late", `${90 * at++}ms`);
    if (proof.has(id)) tag("proof", "proof");
    if (held.has(id)) tag("held", "holds back");
    if (kept.has(id)) tag("cited", "cited");
  }
}

/** Return every id in a proof, whose parts may be choices. */
export function flat(proof) {
  if (typeof proof === "string") return [proof];
  if (Array.isArray(proof)) return proof.flatMap(flat);
  return Object.values(proof ?? {}).flatMap(flat);
}

/** Return what the rules found, and what the records make of it. */
export function explained({ explanation }) {
  const signs = explanation.signs.map((sign) => h("li", { class: sign.is_open ? "open" : "covered" },
    h("b", {}, words(sign.rule)), h("span", { class: "tag" }, sign.grade),
    h("span", { class: "tag" }, sign.is_open ? "no record covers it" : `covered by ${sign.explained_by.join(", ")}`),
    h("p", {}, `${sign.summary} On ${sign.host || "no machine"}; ${sign.proof.join(", ")}.`),
    sign.is_open && sign.not_explained_by.length > 0 && h("p", { class: "note" },
      `${sign.not_explained_by[0].record} comes nearest and misses ${sign.not_explained_by[0].misses.join(", ")}.`)));
  const flips = Object.entries(explanation.flips);
  return h("section", { class: "panel" }, h("h2", {}, "Why"),
    h("ul", { class: "signs" }, signs),
    flips.length > 0 && h("details", {}, h("summary", {}, "What would change the answer"),
      h("ul", { class: "plainlist" }, flips.map(([id, answer]) => h("li", {}, `without ${id}: ${words(answer)}`)))));
}

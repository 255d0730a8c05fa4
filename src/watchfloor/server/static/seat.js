// A seat in the war-room: what it sees, what it can do, and how it does it.

import { button, choice, h, put, words } from "./dom.js";
import { PHASES, clock, common, pane, panel, piece } from "./room.js";

const MOST_HANDED = 4;

/** Return the room as whoever has the floor sees it; `act` makes a move. */
export function seated(shown, { known, views, act }) {
  const { panels, role, moves } = shown;
  const kept = new Set();
  const roles = Object.keys(known.games.logsentinel.roles);
  const others = roles.filter((it) => it !== role);
  const count = h("output", { class: "count" }, "no evidence selected");
  const hand = others.map((to) => button(`to ${words(to)}`, () => act({ move: "handoff", to, evidence: [...kept] }), { disabled: true }));
  const changed = () => {
    put(count, kept.size ? `selected: ${[...kept].join(", ")}` : "no evidence selected");
    for (const it of hand) it.disabled = kept.size === 0 || kept.size > MOST_HANDED || !moves.includes("handoff");
  };
  const draw = (item) => {
    const box = h("input", { type: "checkbox", onchange: () => {
      if (box.checked) kept.add(item.id); else kept.delete(item.id);
      changed();
    } });
    return h("li", { class: "piece", "data-id": item.id, draggable: "true",
      ondragstart: (event) => event.dataTransfer.setData("text/plain", item.id) },
    h("label", {}, box, h("span", {}, ...piece(item))));
  };
  const foot = h("div", { class: "handing" }, count, h("span", { class: "note" }, "Hand over:"), hand);
  const dropped = (to) => (id) => {
    const given = kept.has(id) ? [...kept].slice(0, MOST_HANDED) : [id];
    if (id && moves.includes("handoff")) act({ move: "handoff", to, evidence: given });
  };
  const mine = pane(role, panels, { floor: true, mine: true, draw, foot });
  const rest = others.map((it) => pane(it, views.get(it), { said: heard(panels, it), dropped: dropped(it) }));
  return [clock(panels),
    h("div", { class: "seatrow" }, h("div", { class: "panes" }, mine, rest), acting(shown, known, kept, act)),
    h("div", { class: "commons" }, common(panels)), book(panels)];
}

function heard(panels, role) {
  const said = panel(panels, "timeline").items.filter((it) => it.fields.role === role);
  return said.length ? `Last heard: ${said.at(-1).text}. What this role knows is its own until it is handed over.`
    : "Not heard yet. What this role knows is its own until it is handed over.";
}

function book(panels) {
  return h("details", { class: "panel" }, h("summary", {}, h("h2", {}, "Runbook and what runs here")),
    h("ul", { class: "plainlist" }, [...panel(panels, "estate").items, ...panel(panels, "runbook").items].map((it) => h("li", {}, it.text))));
}

/** Return the form of every move that can be made. */
function acting(shown, known, kept, act) {
  const fields = h("div", { class: "fields" });
  const usual = ["report", "query"].find((it) => shown.moves.includes(it)) ?? shown.moves[0];
  const move = choice("Move", shown.moves, usual, draw);
  const then = choice("Who speaks next", [["", "the next seat"], ...Object.keys(known.games.logsentinel.roles).map((it) => [it, words(it)])], "");
  let read = () => ({});
  function draw() {
    const made = FORMS[move.select.value]({ shown, offers: known.warroom, kept });
    put(fields, made.fields);
    read = made.read;
  }
  draw();
  const fate = shown.status && shown.status !== "ok"
    ? `Your last move was ${shown.status}. ${shown.note}` : "";
  return h("form", { class: "panel acting", onsubmit: (event) => {
    event.preventDefault();
    const action = { move: move.select.value, ...read() };
    if (then.select.value) action.then = then.select.value;
    act(action);
  } }, h("h2", {}, `Act as ${words(shown.role)}`), move.field, fields, then.field,
  h("button", { class: "main" }, "Do it"), h("p", { class: "refused", role: "alert" }, fate));
}

function choices(...made) {
  return { fields: made.map(([, it]) => it.field), read: () => Object.fromEntries(made.map(([name, it]) => [name, it.select.value])) };
}

const services = ({ shown }) => panel(shown.panels, "estate").items.map((it) => [it.fields.service, it.fields.service]);
const service = (at) => ["service", choice("Service", services(at))];
const proposals = ({ shown }) => panel(shown.panels, "proposals").items.filter((it) => it.fields.state === "open")
  .map((it) => [it.id, `${it.id} ${words(it.fields.incident_type)} on ${it.fields.slot}`]);
const proposal = (at) => ["proposal", choice("Proposal", proposals(at))];

function withEvidence(at, made) {
  const hint = h("p", { class: "note" }, "The evidence selected in your pane goes with it.");
  return { fields: [...made.fields, hint], read: () => ({ ...made.read(), evidence: [...at.kept] }) };
}

const FORMS = {
  query: (at) => choices(["source", choice("Source", at.offers.queries[at.shown.role])], service(at)),
  handoff: (at) => withEvidence(at, choices(["to", choice("To", Object.keys(at.offers.queries).filter((it) => it !== at.shown.role))])),
  propose: (at) => withEvidence(at, choices(["incident_type", choice("What is wrong", Object.keys(at.offers.incident_types))], service(at))),
  withdraw: (at) => choices(proposal(at)),
  verify: (at) => choices(proposal(at)),
  set_severity: (at) => {
    const made = choices(proposal(at), ["severity", choice("Severity, 1 the gravest", ["1", "2", "3", "4"])]);
    return { fields: made.fields, read: () => ({ ...made.read(), severity: Number(made.read().severity) }) };
  },
  approve: (at) => choices(["mitigation", choice("Mitigation", mitigations(at, () => true))], service(at)),
  mitigate: (at) => choices(["mitigation", choice("Mitigation", mitigations(at, (it) => it.role === at.shown.role))], service(at),
    ["proposal", choice("On the grounds of", [["", "no proposal"], ...proposals(at)], proposals(at)[0]?.[0] ?? "")]),
  advance: () => choices(["phase", choice("To phase", PHASES)]),
  wait: () => {
    const made = choices(["ticks", choice("Minutes", ["1", "2", "3", "4", "5"])]);
    return { fields: made.fields, read: () => ({ ticks: Number(made.read().ticks) }) };
  },
  report: (at) => reporting(at),
};

const mitigations = ({ offers }, takes) => Object.entries(offers.mitigations).filter(([, it]) => takes(it))
  .map(([name, it]) => [name, `${words(name)}, ${it.delay} min${it.risky ? ", risky" : ""}`]);

/** A report: what can be claimed of each open proposal, with what the room knows filled in. */
function reporting({ shown }) {
  const landed = panel(shown.panels, "mitigations").items.filter((it) => it.fields?.state === "landed");
  const open = panel(shown.panels, "proposals").items.filter((it) => it.fields.state === "open");
  const rows = open.flatMap((it) => {
    const { severity, check, evidence } = it.fields;
    const done = landed.find((order) => order.fields.proposal === it.id);
    const isWell = check === "well";
    return [
      claim(it, "root_cause", true, { evidence: evidence.split(" ") }),
      claim(it, "severity", severity > 0, { value: String(severity) }),
      done && claim(it, "mitigation_done", true, { value: done.fields.mitigation }),
      claim(it, "recovered", isWell, {}),
      claim(it, "contained", isWell && Boolean(done), {}),
    ];
  }).filter(Boolean);
  const rest = { id: "", fields: {} };
  rows.push(claim(rest, "no_further_impact", open.length > 0 && open.every((it) => it.fields.check === "well"), {}));
  return { fields: h("fieldset", {}, h("legend", {}, "What you claim"), rows.map((it) => it.field)),
    read: () => ({ claims: rows.filter((it) => it.box.checked).map((it) => it.claim) }) };
}

function claim(of, kind, isLikely, more) {
  const box = h("input", { type: "checkbox", checked: isLikely });
  const made = { kind, ...more };
  if (of.id) made.proposal = of.id;
  const shown = `${of.id} ${words(kind)} ${more.value ? words(more.value) : ""}`.trim();
  return { box, claim: made, field: h("label", { class: "claim" }, box, shown) };
}

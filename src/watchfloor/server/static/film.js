// An episode that is over, step by step, with a scrubber; one, or two on the same world.

import { ask } from "./asking.js";
import { opened } from "./console.js";
import { button, h, put, words } from "./dom.js";
import { clock, common, pane } from "./room.js";

/** Show the films that looks name, at a step; `moved` hears of every other step, `over` of the last. */
export async function screened(place, looks, known, { step = 0, titles = [], moved = () => {}, over = () => {} } = {}) {
  const screens = looks.map((_, at) => h("div", { class: "screen", role: "group", "aria-label": titles[at] ?? "the episode" }));
  const first = await Promise.all(looks.map((look) => ask("frame", { ...look, step: 0 })));
  const steps = Math.max(...first.map((it) => it.steps));
  const where = h("output", { class: "where" });
  const bar = h("input", { type: "range", min: 0, max: steps, value: String(step), "aria-label": "step of the episode",
    oninput: () => go(Number(bar.value)) });
  const run = button("Play", () => (timer ? stop() : start()), { "aria-pressed": "false" });
  let at = -1, wanted = 0, timer = 0;
  async function go(next) {
    const to = Math.min(steps, Math.max(0, next));
    if (to === at) return;
    at = to;
    const mine = ++wanted;
    bar.value = String(to);
    put(where, `step ${to} of ${steps}`);
    const frames = await Promise.all(looks.map((look, n) => ask("frame", { ...look, step: Math.min(to, first[n].steps) })));
    if (mine !== wanted) return;
    frames.forEach((it, n) => put(screens[n], titles[n] && h("h2", {}, titles[n]), drawn(it, known)));
    place.firstElementChild.dataset.step = to;
    moved(to);
    if (to === steps) { stop(); over(); }
  }
  function start() {
    put(run, "Pause");
    run.setAttribute("aria-pressed", "true");
    if (at === steps) go(0);
    timer = setInterval(() => go(at + 1), 600);
  }
  function stop() {
    clearInterval(timer);
    timer = 0;
    put(run, "Play");
    run.setAttribute("aria-pressed", "false");
  }
  put(place, h("div", { class: "scrubber panel" },
    button("Back", () => go(at - 1)), run, button("Forward", () => go(at + 1), { class: "forward" }),
    bar, where, button("To the end", () => go(steps), { class: "last" })),
  h("div", { class: looks.length > 1 ? "screens two" : "screens" }, screens));
  await go(step);
  return stop;
}

function drawn(frame, known) {
  const { said, told } = frame;
  const head = h("section", { class: "panel step" },
    said ? [h("h3", {}, `${words(said.role)} said`, said.status !== "ok" && h("span", { class: "tag refused" }, said.status)),
      h("code", { class: "reply" }, said.reply), said.note && h("p", { class: "refused" }, said.note)] : h("p", { class: "note" }, "The opening, before anybody has moved."),
    told.length > 1 && h("ul", { class: "plainlist" }, told.slice(1).map((it) => h("li", {}, it.trim()))));
  if ("defender" in frame.views) return [head, triaged(frame, known)];
  const panels = frame.shared;
  return [head, clock(panels),
    h("div", { class: "panes" }, Object.entries(frame.views).map(([role, own]) => pane(role, own, { floor: role === frame.to_move }))),
    h("div", { class: "commons" }, common(panels))];
}

function triaged(frame, known) {
  const panels = [...frame.shared, ...frame.views.defender];
  if (panels.length === 0) return h("p", { class: "note" }, "The defender sees nothing before an incident is admitted.");
  const board = opened(panels, known.rows);
  const alert = panels.find((it) => it.source === "alert")?.items[0];
  return [h("section", { class: "panel alert" }, h("p", {}, alert?.text ?? "")), board.log, board.known];
}

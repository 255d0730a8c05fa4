// After a war-room: the hidden world, what really happened, the score, and the twins.

import { ask } from "./asking.js";
import { curves, key } from "./curves.js";
import { button, h, points, put, say, table, words } from "./dom.js";
import { priced } from "./priced.js";

const WORLDS = [["team", "if nothing had been done"], ["attack", "without the attack"],
  ["instructions", "without planted instructions"], ["blindness", "with every sensor at work"]];

/** Return what is told once a war-room is over; `look` names its episode. */
export function debriefed(ending, look) {
  if (ending.no_reply) return h("section", { class: "panel" }, h("h2", {}, "Nothing is scored"), h("p", {}, ending.no_reply));
  const { course } = ending;
  const drawing = h("div");
  const result = h("div", { "aria-live": "polite" });
  const paint = (twin, name) => put(drawing, key(name), curves(course, twin));
  paint(null, "");
  const compare = async (without, name, press) => {
    press.disabled = true;
    try {
      const twin = await ask("twin", { ...look, without });
      paint(twin.course, name);
      put(result, compared(twin, name));
      say(`${name}: ${points(twin.result.total)} instead of ${points(twin.as_played.total)}`);
    } catch (error) {
      put(result, h("p", { class: "refused", role: "alert" }, error.message));
    }
    press.disabled = false;
  };
  const twin = (without, name, shown) => {
    const press = button(shown, () => compare(without, name, press), { class: "twinning" });
    return press;
  };
  const orders = course.orders.map((it, at) => [`${at + 1}`, words(it.mitigation), it.service, words(it.role), it.ordered, it.landed,
    twin(String(it.turn), `without ${words(it.mitigation)} on ${it.service}`, "Without it")]);
  return [
    h("section", { class: "panel debrief" }, h("h2", {}, "The hidden world"),
      h("p", { class: "note" }, `The room was left at minute ${course.left}; the world went on to its horizon.`), drawing,
      h("h3", {}, "Had one thing been otherwise"),
      h("div", { class: "buttons" }, WORLDS.map(([name, shown]) => twin(name, shown, shown))), result),
    h("div", { class: "two" },
      h("section", { class: "panel" }, table(["what really happened", "where", "kind", "began", "held", "ended"],
        course.fates.map((it) => [words(it.incident), it.service, it.family, it.began, minute(it.held), minute(it.ended)]), "What really happened, by the minute"),
      orders.length ? table(["", "mitigation", "on", "by", "ordered", "landed", "twin"], orders, "What was ordered")
        : h("p", { class: "note" }, "No mitigation was ordered.")),
      h("section", { class: "panel" }, priced(ending.rewards[0], ending.terms, "What the team earned, in points")))];
}

const minute = (it) => (it < 0 ? "never" : it);

function compared({ as_played: played, result }, name) {
  const row = (title, it) => [title, points(it.total), points(it.outcome), points(it.containment), points(it.restoration), it.lost];
  return table(["", "points", "outcome", "contained", "restored", "user minutes lost"],
    [row("as it was", played), row(name, result)], "As it was, and otherwise");
}

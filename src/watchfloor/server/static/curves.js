// The hidden world by the minute, with where each mitigation was ordered and where it landed.

import { h, svg } from "./dom.js";

const WIDE = 600, HIGH = 96, LEFT = 38, BELOW = 18, ABOVE = 14;

/** Return a picture for each hidden quantity; of a twin there is a second line. */
export function curves(course, twin = null) {
  const last = Math.max(...course.curves.map((it) => it.values.length)) - 1;
  return h("div", { class: "curves" }, course.curves.map((curve, at) =>
    picture(curve, twin?.curves[at] ?? null, course, last)));
}

function picture(curve, other, course, last) {
  const values = other ? [...curve.values, ...other.values] : curve.values;
  const full = Math.max(curve.full, ...values);
  const x = (minute) => LEFT + (minute / Math.max(1, last)) * (WIDE - LEFT - 8);
  const y = (value) => HIGH - BELOW - (value / full) * (HIGH - BELOW - ABOVE);
  const path = (of) => of.map((value, minute) => `${minute ? "L" : "M"}${x(minute).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const low = Math.min(...curve.values), high = Math.max(...curve.values);
  const title = `${curve.label} from ${low}${curve.suffix} to ${high}${curve.suffix}, lowest at minute ${curve.values.indexOf(low)}, highest at minute ${curve.values.indexOf(high)}`;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((it) => Math.round(it * last));
  return h("figure", {}, h("figcaption", {}, curve.label, h("span", { class: "note" }, ` ${low}${curve.suffix} to ${high}${curve.suffix}`)),
    svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": title },
      svg("line", { x1: LEFT, x2: WIDE - 8, y1: y(0), y2: y(0), class: "rule" }),
      svg("line", { x1: LEFT, x2: WIDE - 8, y1: y(full), y2: y(full), class: "rule" }),
      svg("text", { x: LEFT - 4, y: y(0) + 4, "text-anchor": "end" }, "0"),
      svg("text", { x: LEFT - 4, y: y(full) + 4, "text-anchor": "end" }, round(full)),
      ticks.map((it, at) => svg("text", { x: x(it), y: HIGH - 4, "text-anchor": at === 4 ? "end" : "middle" }, it)),
      svg("rect", { x: x(course.left), y: ABOVE, width: Math.max(0, x(last) - x(course.left)), height: HIGH - BELOW - ABOVE, class: "after" }),
      course.orders.map((order, at) => [
        svg("line", { x1: x(order.ordered), x2: x(order.ordered), y1: ABOVE, y2: HIGH - BELOW, class: "ordered" }),
        order.landed <= last && svg("line", { x1: x(order.landed), x2: x(order.landed), y1: ABOVE, y2: HIGH - BELOW, class: "landed" }),
        svg("text", { x: x(order.ordered), y: ABOVE - 3, "text-anchor": "middle", class: "marker" }, at + 1)]),
      svg("path", { d: path(curve.values), class: "curve" }),
      other && svg("path", { d: path(other.values), class: "curve twin" })));
}

const round = (value) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100);

/** Return what the lines of the pictures mean. */
export function key(twin) {
  const line = (name) => svg("svg", { viewBox: "0 0 26 12", class: "key", "aria-hidden": "true" },
    svg("line", { x1: 0, y1: 6, x2: 26, y2: 6, class: name }));
  return h("ul", { class: "legend" },
    h("li", {}, line("curve"), "as it was"), twin && h("li", {}, line("curve twin"), `otherwise: ${twin}`),
    h("li", {}, line("ordered"), "ordered"), h("li", {}, line("landed"), "took effect"),
    h("li", {}, h("i", { class: "after key" }), "after the room was left"));
}

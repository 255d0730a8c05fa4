// What something was worth, share by share.

import { h, points, words } from "./dom.js";

/** Return the breakdown of a reward, with what each term pays for. */
export function priced(reward, terms, title) {
  const most = Math.max(...reward.shares.map((it) => Math.abs(it.paid)), 1);
  const rows = reward.shares.map((share) => h("tr", { class: share.paid < 0 ? "minus" : "plus" },
    h("th", { scope: "row" }, words(share.term), h("small", {}, terms[share.term] ?? "")),
    h("td", { class: "number" }, worth(share)),
    h("td", { class: "number paid" },
      h("i", { class: "bar", "aria-hidden": "true", "--share": `${(100 * Math.abs(share.paid)) / most}%` }),
      points(share.paid))));
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": title },
    h("table", { class: "priced" }, h("caption", {}, title),
      h("thead", {}, h("tr", {}, ["what for", "value x weight", "points"].map((it) => h("th", { scope: "col" }, it)))),
      h("tbody", {}, rows),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "total"), h("td"),
        h("td", { class: "number total" }, points(reward.total))))));
}

function worth(share) {
  if (share.kind === "gate") return share.value === 0 ? "gate shut" : "gate open";
  return `${points(share.value)} x ${points(share.weight)}`;
}

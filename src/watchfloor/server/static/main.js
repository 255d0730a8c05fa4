// Which view is shown follows from the address alone, so that back, reload and links work.

import { about, trouble } from "./asking.js";
import { h, put } from "./dom.js";

const VIEWS = ["triage", "pairs", "warroom", "craft", "runs", "leaderboard"];
const view = document.getElementById("view");
let turn = 0;
let leave = () => {};

/** Return the view and the query that the address names. */
function place() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return { name: VIEWS.includes(path) ? path : "home", query: new URLSearchParams(query ?? "") };
}

/** Show what the address names. */
async function show(isFirst) {
  const mine = ++turn;
  const { name, query } = place();
  leave();
  leave = () => {};
  mark(name);
  view.setAttribute("aria-busy", "true");
  const stage = h("div", { class: `view ${name}` });
  try {
    const [module, known] = await Promise.all([import(`./${name}.js`), about()]);
    if (mine !== turn) return;
    document.title = `${module.TITLE} - Watchfloor`;
    const left = await module.show(stage, query, known, () => mine === turn);
    if (mine !== turn) { left?.(); return; }
    leave = left ?? leave;
  } catch (error) {
    if (mine !== turn) return;
    put(stage, trouble(error, () => show(false)));
  }
  put(view, stage);
  view.removeAttribute("aria-busy");
  if (isFirst) return;
  scrollTo(0, 0);
  view.focus({ preventScroll: true });
}

function mark(name) {
  for (const link of document.querySelectorAll("header nav a")) {
    if (link.hash === `#/${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  view.focus();
});
addEventListener("hashchange", () => show(false));
show(true);

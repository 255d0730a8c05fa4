// What the page asks of its own server, and of nobody else.

import { button, h } from "./dom.js";

const TOKEN = "token";

/** A question that got no answer, in a sentence. */
export class Problem extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function answered(path, options) {
  const token = sessionStorage.getItem(TOKEN);
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  let answer;
  try {
    answer = await fetch(path, { ...options, headers });
  } catch {
    throw new Problem("unreachable", "The server does not answer. It may have been stopped, or the network is down.");
  }
  let held;
  try {
    held = await answer.json();
  } catch {
    throw new Problem("unreadable", `The server gave no JSON (status ${answer.status}).`);
  }
  if (answer.ok) return held;
  throw new Problem(held.error?.code ?? "unreadable", held.error?.message ?? "The server gave no reason.");
}

/** Return what the server says to a question. */
export function ask(name, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== "" && value !== undefined);
  const words = new URLSearchParams(kept).toString();
  return answered(`/page/${name}${words ? `?${words}` : ""}`, {});
}

/** Return what the server says to a body. */
export function send(name, body) {
  return answered(`/page/${name}`, { method: "POST", body: JSON.stringify(body) });
}

let known;

/** Return what can be played here; asked once. */
export async function about() {
  known ??= ask("about");
  try {
    return await known;
  } catch (error) {
    known = undefined;
    throw error;
  }
}

/** Return what is shown instead of a view that failed. */
export function trouble(error, again) {
  if (error.code === "not_allowed" && error.message.includes("token")) return asksToken(again);
  const title = error.code === "unreachable" ? "Nobody answers"
    : error.code === "no_session" ? "This episode is gone" : "That did not work";
  const known = error instanceof Problem;
  if (!known) console.error(error);
  return h("section", { class: "trouble", role: "alert" },
    h("h1", { tabindex: "-1" }, title),
    h("p", {}, known ? error.message : "The page itself failed at this; the console says where."),
    error.code === "no_session" && h("p", {},
      "The server was restarted, or nobody asked for so long that it made room. ",
      "The same incident can be begun anew."),
    button(error.code === "no_session" ? "Begin anew" : "Try again", again, { class: "main" }));
}

function asksToken(again) {
  const input = h("input", { type: "password", autocomplete: "off", required: true });
  return h("form", { class: "trouble card", onsubmit: (event) => {
    event.preventDefault();
    sessionStorage.setItem(TOKEN, input.value.trim());
    again();
  } },
  h("h1", { tabindex: "-1" }, "This server asks for a token"),
  h("p", {}, "Whoever started it knows the token. It is kept until this tab is closed."),
  h("label", { class: "field" }, h("span", {}, "Token"), input),
  h("button", { class: "main" }, "Enter"));
}

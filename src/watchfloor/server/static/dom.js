// Elements, made of text that is always text.

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/** Return text with everything written out that could steer a browser or a reader. */
export function plain(text) {
  return String(text).replace(HIDDEN, (found) =>
    found === "\n" || found === "\t" ? found : `\\u{${found.codePointAt(0).toString(16)}}`);
}

/** Return the element `name` with its attributes around its children; listeners begin with `on`. */
export function h(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Return an element of a picture. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "selected") element[key] = value;
    else if (key.startsWith("--")) element.style.setProperty(key, value);
    else element.setAttribute(key, value === true ? "" : plain(value));
  }
  element.append(...told(children));
  return element;
}

function told(children) {
  return children.flat(Infinity).filter((it) => it !== null && it !== undefined && it !== false)
    .map((it) => (it instanceof Node ? it : plain(it)));
}

/** Put children in place of what an element holds. */
export function put(element, ...children) {
  element.replaceChildren(...told(children));
  return element;
}

/** Say something to those who do not see the page. */
export function say(text) {
  document.getElementById("said").textContent = plain(text);
}

/** Return words for a name. */
export const words = (name) => String(name).replaceAll("_", " ");

/** Return a clause as a sentence. */
export const sentence = (clause) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

/** Return points for millionths. */
export function points(millionths) {
  const shown = (millionths / 1e6).toFixed(3);
  return shown === "-0.000" ? "0.000" : shown;
}

/** Return a labelled choice of `options`: names, or pairs of a name and its words. */
export function choice(label, options, chosen, changed = () => {}) {
  const select = h("select", { onchange: () => changed(select.value) },
    options.map((it) => (Array.isArray(it) ? it : [it, words(it)]))
      .map(([name, shown]) => h("option", { value: name }, shown)));
  if (chosen !== undefined && chosen !== null) select.value = chosen;
  return { field: h("label", { class: "field" }, h("span", {}, label), select), select };
}

/** Return a button. */
export function button(text, act, attributes = {}) {
  return h("button", { type: "button", onclick: act, ...attributes }, text);
}

/** Return a table with its heads, its rows, and a caption. */
export function table(heads, rows, caption) {
  const cell = (it, at) => {
    const isNumber = typeof it === "number";
    const shown = isNumber ? it.toLocaleString("en") : it;
    return at === 0
      ? h("th", { scope: "row" }, shown) : h("td", { class: isNumber ? "number" : null }, shown);
  };
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption },
    h("table", {}, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, heads.map((it) => h("th", { scope: "col" }, it)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell))))));
}

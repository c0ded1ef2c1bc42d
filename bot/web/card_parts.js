/** What several cards are made of: a frame, a heading, facts, a card that folds, a number to copy. */

import { announce, el } from "./dom.js";
import { say } from "./strings.js";

export function frame(kind, title, ...inside) {
  return el("section", { class: `card ${kind}`, "aria-label": title }, ...inside);
}

export const heading = (title, ...more) => el("h3", {}, title, ...more);

/** Names and values; a row without a value is left out. */
export function facts(rows) {
  const shown = rows.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return el("dl", { class: "facts" }, shown.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, unbroken(value)))));
}

/** A date stays on one line: a browser would break it at its hyphens. An element stays as it is. */
export function unbroken(value) {
  if (value instanceof Node) return [value];
  const parts = String(value).split(/(\d{4}-\d{2}-\d{2})/);
  return parts.map((part, i) => (i % 2 ? el("span", { class: "date" }, part) : part));
}

/** A card of something that is told anew as it moves on: its line stays, the rest folds when a newer one comes. */
export function thread(kind, message, title, side, ...inside) {
  const line = el("summary", {}, el("span", { class: "thread-title" }, title), el("span", { class: "thread-side" }, side));
  return el("details", { class: `card thread ${kind}`, open: !message.older }, line, ...inside);
}

/** What is said before a card that shows the rest. */
export const firstLine = (text) => text.split("\n", 1)[0];

/** A number with a button that copies it. */
export function copyable(value, name) {
  const text = String(value ?? "");
  const button = el("button", { type: "button", class: "copy always", "aria-label": `${say("copy")}: ${name} ${text}` }, say("copy"));
  button.addEventListener("click", async () => {
    const done = await copied(text);
    button.textContent = say(done ? "copied" : "copy_failed");
    announce(button.textContent);
    setTimeout(() => (button.textContent = say("copy")), 2500);
  });
  return el("span", { class: "copyable" }, el("span", { class: "number" }, text), button);
}

/** The clipboard exists only on https and localhost; elsewhere the browser copies what is selected in a field. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "sr-only", readonly: true, "aria-hidden": "true" });
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus?.();
    return done;
  }
}

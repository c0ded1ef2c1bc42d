/** One message inside deep-chat: `<lb-message key="…">` builds itself from the message's data, as text nodes only. */

import { card } from "./cards.js";
import { el, safeUrl } from "./dom.js";
import { plansTable } from "./plans.js";
import { prose, without } from "./prose.js";
import { questionTools } from "./question.js";
import { sentFiles } from "./sent_files.js";
import { say } from "./strings.js";

const messages = new Map();
let send = () => {};
let retry = () => {};

/** Called with (title, payload) when a button is tapped; the payload of a typed answer is its text. */
export function onSend(listener) {
  send = listener;
}

/** Called with the message whose files should be sent once more. */
export function onRetry(listener) {
  retry = listener;
}

/**
 * Keep a message and give the key to show it by.
 *
 * Data: role ("bot" or "user"), text, buttons, custom, image, attachment as the gateway sends them; `say` instead of
 * text for the page's own words; `files` the customer sent with it; `closed` when its buttons no longer count, `older`
 * when a newer card tells of the same, `toolless` when files are asked for further down.
 */
export function keep(message) {
  const key = String(messages.size + 1);
  messages.set(key, message);
  return key;
}

export const all = () => [...messages.values()];

class LingbaoMessage extends HTMLElement {
  connectedCallback() {
    this.render();
  }

  render() {
    const message = messages.get(this.getAttribute("key"));
    if (!message) return;
    const open = [...this.querySelectorAll("details")].map((one) => one.open);
    this.replaceChildren(...build(message));
    this.classList.toggle("wide", ["plans", "comparison"].includes(message.custom?.type));
    const now = this.querySelectorAll("details");
    if (now.length === open.length) now.forEach((one, i) => (one.open = open[i]));
  }

  /** Only the newest card of a thing is open, and only the newest place takes files; in place, as below. */
  fold() {
    const message = messages.get(this.getAttribute("key"));
    const card = this.querySelector("details.thread");
    if (card) card.open = !message.older;
    for (const tools of this.querySelectorAll(".upload-tools")) tools.hidden = Boolean(message.toolless);
  }

  /** Take away what can no longer be tapped, in place: built anew, a screen reader would read it out again. */
  close() {
    const message = messages.get(this.getAttribute("key"));
    if (!message?.closed) return;
    for (const control of this.querySelectorAll("button, input")) {
      if (control.classList.contains("always")) continue;
      control.disabled = true;
      if (control.classList.contains("choose") || control.classList.contains("quick")) {
        control.classList.toggle("chosen", (control.title || control.textContent) === message.answer);
      }
    }
  }
}
customElements.define("lb-message", LingbaoMessage);

/** Show messages anew: one that has changed, or all of them in another language. */
export function render(root, message = null) {
  for (const element of root.querySelectorAll("lb-message")) {
    if (!message || messages.get(element.getAttribute("key")) === message) element.render();
  }
}

export function closeAll(root) {
  for (const element of root.querySelectorAll("lb-message")) element.close();
}

/** Fold or unfold the cards of these messages, a set. Those whose element is to be `left` alone are returned. */
export function foldAll(root, changed, left) {
  const later = new Set();
  for (const element of changed.size ? root.querySelectorAll("lb-message") : []) {
    const message = messages.get(element.getAttribute("key"));
    if (!changed.has(message)) continue;
    if (left(element)) later.add(message);
    else element.fold();
  }
  return later;
}

/** What is in the vault is shown as its kind, not as its reference. */
function readable(text) {
  return text?.replace(/⟦(\w+):[^⟧]*⟧/g, (_, kind) => `🔒${say(`kept_${kind}`)}`) ?? "";
}

function build(message) {
  const speaker = el("span", { class: "sr-only" }, say(message.role === "user" ? "from_you" : "from_bot"));
  if (message.files) return [speaker, ...sentFiles(message, retry)].filter(Boolean);
  if (message.role === "user") {
    const text = message.say ? say(message.say) + (message.text ?? "") : readable(message.text);
    return [speaker, el("p", { class: "text" }, text), message.waiting && el("p", { class: "waiting" }, say("queued"))].filter(Boolean);
  }
  const tapped = (title, payload) => {
    if (!message.closed) send(title, payload);
  };
  const { lead, rich, buttons } = parts(message, tapped);
  return [
    speaker,
    ...(lead ? prose(lead) : []),
    rich,
    picture(message),
    link(message),
    message.custom?.type === "question" && questionTools(message.custom, message, tapped),
    quickReplies(buttons, message, tapped),
  ].filter(Boolean);
}

/** What is said, what is drawn, and which buttons are left to show below. A type that isn't known is its text. */
function parts(message, tapped) {
  const { custom, text = "" } = message;
  const words = message.say ? say(message.say) : readable(text);
  const buttons = message.buttons?.length ? message.buttons : (custom?.choices ?? []);
  if (custom?.type === "plans" && Array.isArray(custom.plans) && custom.plans.length) {
    const { table, rest } = plansTable(custom.plans, buttons, message, tapped);
    return { lead: words.split("\n\n")[0], rich: table, buttons: rest };
  }
  const drawn = custom ? card(custom, words, message, tapped) : null;
  const lead = message.attachment ? without(words, [message.attachment]) : words; // its button is below
  return drawn ? { buttons, ...drawn } : { lead, rich: null, buttons };
}

function quickReplies(buttons, message, tapped) {
  if (!buttons?.length) return null;
  const items = buttons.map(({ title, payload }) => {
    const chosen = message.closed && message.answer === title;
    return el(
      "button",
      { type: "button", class: chosen ? "quick chosen" : "quick", disabled: message.closed, on: { click: () => tapped(title, payload ?? title) } },
      title,
    );
  });
  return el("div", { class: "quick-replies", role: "group" }, items);
}

function picture({ image, text }) {
  const source = safeUrl(image);
  return source && el("img", { class: "picture", src: source, alt: text || "" });
}

function link({ attachment, custom }) {
  const address = safeUrl(attachment);
  if (!address || custom?.document) return null;
  return el("a", { class: "action", href: address, target: "_blank", rel: "noopener" }, say("attachment"));
}

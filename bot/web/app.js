/** The customer page: what is typed or tapped goes to the gateway, what comes back goes into the log. */

import { Chat } from "./chat.js";
import { el, store } from "./dom.js";
import { Log } from "./log.js";
import { all, onRetry, onSend } from "./message.js";
import { hintKind } from "./question.js";
import { currentLanguage, label, say, setLanguage } from "./strings.js";
import { Unread } from "./unread.js";
import { Uploads } from "./uploads.js";

const LANGUAGE = "lingbao.language";
const HUMAN = "/gateway_handoff"; // the gateway takes it at any time, even while the bot behind it is down
const notice = document.getElementById("notice");
const log = new Log();
const unread = new Unread();
let switched = null; // a language the customer chose and the gateway hasn't heard of
let wasOffline = false;
const sending = new Map(); // shown messages that the gateway hasn't taken, by id

const chat = new Chat({
  message: show,
  history: showAll,
  status,
  busy: (waiting) => log.busy(waiting),
  language: follow,
  sent,
  refused,
  history_failed: () => tell("history_failed", true),
});

function show(reply) {
  log.busy(false);
  settle(reply);
  log.add({ ...reply, role: "bot" });
  log.settle();
  log.hint(hintKind(reply.custom));
  unread.more();
}

function showAll(lines) {
  for (const line of lines) {
    if (line.author === "customer") {
      began(line.text);
      log.add({ role: "user", text: line.text });
    } else {
      settle(line);
      log.add({ ...line, role: "bot" });
    }
  }
  log.close();
  log.settle();
  log.hint(hintKind(lines.at(-1)?.custom));
}

/** A new message with something to answer closes the buttons above what the customer said last. */
function settle(reply) {
  if (!reply.buttons?.length && !reply.custom) return;
  const messages = all();
  if (reply.custom?.type === "receipt" && !reply.custom.claim_number) return paid(messages);
  const last = messages.findLastIndex(({ role }) => role === "user");
  if (close(messages.slice(0, Math.max(last, 0)))) log.close();
}

/** With the receipt of a purchase there is nothing left to pay. */
function paid(messages) {
  if (close(messages)) log.close();
  for (const message of messages.filter(({ custom }) => custom?.type === "payment")) {
    message.paid = true;
    log.refresh(message);
  }
}

function close(messages, answer) {
  const open = messages.filter((one) => one.role === "bot" && !one.closed);
  for (const one of open) Object.assign(one, { closed: true, answer: one.answer ?? answer });
  return open.length > 0;
}

/** The conversation has begun: the introduction makes room on small screens. Saying a button's title is tapping it. */
function began(answer) {
  document.body.classList.add("begun");
  const offered = all().filter(({ role, closed }) => role === "bot" && !closed);
  if (offered.some(({ buttons }) => buttons?.some(({ title }) => title === answer))) close(offered, answer);
}

function dispatch(message, payload) {
  began(message.text);
  const { id, online } = chat.send(payload, switched);
  message.waiting = !online;
  sending.set(id, message);
}

function typed(message) {
  dispatch(message, message.text);
  log.close();
}

/** A tapped button: its title is what the customer says, its payload what is sent. */
function tap(title, payload) {
  close(all(), title);
  const message = { role: "user", text: title };
  dispatch(message, payload);
  log.add(message);
  log.close();
  if (matchMedia("(hover: hover)").matches) log.focus(); // on a phone it would open the keyboard at every tap
}

function sent(id) {
  switched = null;
  const message = sending.get(id);
  sending.delete(id);
  if (message?.waiting) {
    message.waiting = false;
    log.refresh(message);
  }
}

function refused(id) {
  sending.delete(id);
  log.add({ role: "bot", say: "not_sent" });
}

function status(now) {
  if (now === "offline") {
    tell("offline", false);
    wasOffline = true;
  } else {
    if (wasOffline) tell("back", true);
    wasOffline = false;
  }
  document.body.dataset.status = now;
}

let hiding = 0;
function tell(key, passing) {
  clearTimeout(hiding);
  notice.dataset.say = key;
  notice.textContent = say(key);
  notice.hidden = false;
  if (passing) hiding = setTimeout(() => (notice.hidden = true), 4000);
}

/** The gateway answered in this language: so does the page, unless the customer has just chosen another. */
function follow(language) {
  if (switched === null && language !== currentLanguage()) relabel(language);
}

function relabel(language) {
  setLanguage(language);
  store.set(LANGUAGE, currentLanguage());
  document.documentElement.lang = currentLanguage() === "zh" ? "zh-CN" : "en";
  document.title = say("name");
  label();
  examples();
  const button = document.getElementById("language");
  const other = currentLanguage() === "zh" ? ["EN", "en", "Switch to English"] : ["中文", "zh-CN", "切换到中文"];
  [button.textContent, button.lang] = other;
  button.setAttribute("aria-label", other[2]);
  unread.title();
  if (log.root) log.label();
}

function examples() {
  const own = [1, 2, 3, 4, 5].map((number) => say(`example_${number}`));
  const button = (text) => el("li", {}, el("button", { type: "button", on: { click: () => tap(text, text) } }, text));
  document.getElementById("examples").replaceChildren(...own.map(button));
}

function listen() {
  document.getElementById("language").addEventListener("click", () => {
    switched = currentLanguage() === "zh" ? "en" : "zh";
    relabel(switched);
  });
  document.getElementById("policies").addEventListener("click", () => tap(say("say_policies"), say("say_policies")));
  document.getElementById("human").addEventListener("click", () => tap(say("say_human"), HUMAN));
}

const asked = new URLSearchParams(location.search);
if (asked.has("embed")) document.body.classList.add("embedded");
onSend(tap);
await log.mount(document.getElementById("chat"), { typed, attach: () => document.getElementById("file").click() });
const uploads = new Uploads(chat, log, () => began(""), () => switched);
onRetry((message) => uploads.retry(message));
relabel(store.get(LANGUAGE) ?? asked.get("lang") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
log.add({ role: "bot", say: "greeting" });
listen();
chat.open();

/** deep-chat as the page uses it: the log of messages, the text field, the send and attach buttons. */

import { currentLanguage, say } from "./strings.js";
import { all, closeAll, foldAll, keep, render } from "./message.js";
import { HINTS } from "./question.js";
import { settleThreads } from "./threads.js";
import "./vendor/deep-chat/deepChat.bundle.js";

const ATTACH = await (await fetch("/web/images/attach.svg")).text();

const GROUP_MS = 1500; // messages that follow each other this fast are one answer

export class Log {
  #chat = null;
  #loading = { toggle: () => {} };
  #busy = false;
  #hint = "";
  #first = ""; // of the messages that came together last, and when the newest of them came
  #revealed = -Infinity;
  #put = 0; // how far down the page itself scrolled last
  #reading = false; // something further up, when the newest message came
  #unfolded = new Set(); // cards that were being read when a newer one came

  /** `typed` is called with what a customer typed, `attach` when files should be chosen. */
  async mount(place, { typed, attach }) {
    const sheets = await Promise.all(["/web/log.css", "/web/claims.css"].map(sheet));
    const chat = document.createElement("deep-chat"); // from here no waiting: it renders within 20 ms, ready or not
    Object.assign(chat.style, { width: "100%", height: "100%", border: "none", borderRadius: "0", backgroundColor: "transparent" });
    Object.assign(chat.style, { fontFamily: "inherit", fontSize: "inherit", display: "block" });
    chat.textInput = { placeholder: { text: say("placeholder") } };
    chat.displayLoadingBubble = this.#loading;
    chat.customButtons = [{ position: "inside-start", styles: { button: { default: { svg: { content: ATTACH } } } }, onClick: () => void attach() }];
    chat.connect = {
      websocket: true, // any number of messages either way, and typing is never blocked by waiting
      handler: (_body, signals) => {
        signals.newUserMessage.listener = ({ messages }) => this.#typed(messages.at(-1).text, typed);
        signals.onOpen();
      },
    };
    const rendered = new Promise((resolve) => {
      chat.onComponentRender = resolve;
    });
    place.append(chat);
    await rendered;
    this.#chat = chat;
    chat.shadowRoot.adoptedStyleSheets = [...chat.shadowRoot.adoptedStyleSheets, ...sheets];
    await new Promise((resolve) => setTimeout(resolve)); // deep-chat finishes its input a tick after it rendered
    this.label();
  }

  get root() {
    return this.#chat?.shadowRoot ?? null;
  }

  /** Show one message of the customer or the bot. */
  add(message) {
    const list = this.root.querySelector("#messages");
    const near = list.scrollHeight - list.scrollTop - list.clientHeight < 160;
    const scrolled = Math.abs(list.scrollTop - this.#put) > 1; // by the customer, not by the page
    const key = keep(message);
    this.#chat.addMessage({ role: message.role === "user" ? "user" : "ai", html: `<lb-message key="${key}"></lb-message>` });
    const byCustomer = message.role === "user";
    const shown = near || byCustomer || this.#follows();
    this.#reading = !shown && scrolled;
    if (shown) this.#reveal(key, byCustomer);
  }

  #follows() {
    return performance.now() - this.#revealed < GROUP_MS;
  }

  /** Show the end, but never past the beginning of what came together: a long answer is read from its top. */
  #reveal(key, byCustomer) {
    const list = this.root.querySelector("#messages");
    if (!this.#follows() || byCustomer) this.#first = key;
    this.#revealed = performance.now();
    setTimeout(() => {
      const first = this.root.querySelector(`lb-message[key="${this.#first}"]`);
      if (!first) return;
      const top = first.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
      list.scrollTop = Math.min(list.scrollHeight, top - 24);
      this.#put = list.scrollTop;
    }, 30);
  }

  busy(busy) {
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.#loading.toggle(busy ? {} : undefined);
    if (!busy) return;
    const list = this.root.querySelector("#messages");
    const dots = this.root.querySelector(".loading-message-dots");
    dots?.parentElement.setAttribute("aria-label", say("typing"));
    dots?.parentElement.setAttribute("role", "img");
    list.scrollTop = list.scrollHeight;
    this.#put = list.scrollTop;
  }

  /** Show a message that has changed. */
  refresh(message) {
    render(this.root, message);
  }

  /** Fold cards that a newer one replaces, and leave the buttons that ask for files in one place. */
  settle() {
    const changed = new Set([...this.#unfolded, ...settleThreads(all())]);
    this.#unfolded = foldAll(this.root, changed, (element) => this.#reading && this.#inSight(element));
  }

  #inSight(element) {
    const [one, list] = [element, this.root.querySelector("#messages")].map((box) => box.getBoundingClientRect());
    return one.bottom > list.top && one.top < list.bottom;
  }

  /** Take away the buttons of messages that are closed. */
  close() {
    closeAll(this.root);
  }

  /** Fit the text field to the open question: keyboard and placeholder. */
  hint(kind) {
    this.#hint = HINTS[kind] ? kind : "";
    const field = this.root.querySelector("#text-input");
    field.setAttribute("inputmode", HINTS[kind]?.inputmode ?? "text");
    field.setAttribute("autocapitalize", HINTS[kind]?.autocapitalize ?? "sentences");
    this.#chat.setPlaceholderText(say(this.#hint ? `placeholder_${this.#hint}` : "placeholder"));
  }

  focus() {
    this.root.querySelector("#text-input").focus();
  }

  /** Names for everything a screen reader meets, in the page's language. */
  label() {
    const list = this.root.querySelector("#messages");
    const names = { role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": say("log_label"), tabindex: "0" };
    for (const [name, value] of Object.entries(names)) list.setAttribute(name, value);
    list.lang = currentLanguage() === "zh" ? "zh-CN" : "en";
    const field = this.root.querySelector("#text-input");
    field.setAttribute("aria-multiline", "true");
    field.setAttribute("tabindex", "0");
    const buttons = { ".input-button:not(.custom-button)": "send", ".custom-button": "attach" };
    for (const [selector, name] of Object.entries(buttons)) {
      const button = this.root.querySelector(selector);
      button.setAttribute("aria-label", say(name));
      button.setAttribute("title", say(name));
      button.classList.add(name);
    }
    this.hint(this.#hint);
    list.setAttribute("aria-live", "off"); // the same messages in other words aren't news
    render(this.root);
    setTimeout(() => list.setAttribute("aria-live", "polite"), 200);
  }

  /** deep-chat showed what was typed as Markdown: show it as it is, like any other message. */
  #typed(text, typed) {
    const bubbles = this.root.querySelectorAll(".user-message-text:not(.html-message)");
    const element = document.createElement("lb-message");
    const message = { role: "user", text };
    const key = keep(message);
    element.setAttribute("key", key);
    bubbles[bubbles.length - 1]?.replaceChildren(element);
    this.#reveal(key, true);
    typed(message);
    element.render();
  }
}

async function sheet(path) {
  const made = new CSSStyleSheet();
  made.replaceSync(await (await fetch(path)).text());
  return made;
}

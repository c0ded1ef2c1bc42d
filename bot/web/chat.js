/** The connection: session, history, sending that survives a lost connection. Knows nothing of how it looks. */

import { newId, store } from "./dom.js";
import { io } from "./vendor/socket.io-client/socket.io.esm.min.js";

const SESSION = "lingbao.session";
const ECHO_MS = 5000; // how long a message that history already showed may still arrive over the socket
const ACK_MS = 40000; // the gateway says within 10 s that an answer takes longer; after this a message is sent again
const signature = ({ text, custom }) => JSON.stringify([text ?? "", custom ?? null]);

/**
 * A conversation with the gateway.
 *
 * `on` is called with: message (a reply, live), history (lines not shown yet, oldest first), status ("online",
 * "offline"), busy (whether an answer is awaited), language (the gateway's answer was in it), refused (a message that
 * was not taken), sent (its id), history_failed.
 */
export class Chat {
  #socket = io({ path: "/socket.io", autoConnect: false, reconnectionDelay: 500, reconnectionDelayMax: 4000 });
  #on;
  #ready = false;
  #waiting = []; // messages without an acknowledgement, oldest first
  #early = []; // replies that came while history was being fetched
  #lastLine = 0;
  #live = []; // signatures of replies shown since history was read
  #fromHistory = [];
  #historyAt = 0;
  #caughtUp = new Set(); // signatures of replies that history showed after the connection was lost
  #uploads = 0; // that the gateway hasn't answered
  #held = []; // what was told of documents meanwhile

  constructor(on) {
    this.#on = on;
    this.#socket.on("connect", () => this.#socket.emit("session_request", { session_id: store.get(SESSION) }));
    this.#socket.on("session_confirm", (session) => this.#confirmed(session));
    this.#socket.on("bot_uttered", (reply) => this.#heard(reply));
    this.#socket.on("disconnect", (reason) => this.#lost(reason));
    this.#socket.on("connect_error", () => this.#lost("connect_error"));
  }

  open() {
    this.#socket.connect();
    addEventListener("online", () => this.#socket.connect());
  }

  /** Send a text or a button's payload. Returns its id; without a connection it goes out after the next one. */
  send(text, language) {
    const message = { id: newId(), text, language, out: false };
    this.#waiting.push(message);
    this.#on.busy(this.#ready);
    this.#flush();
    return { id: message.id, online: this.#ready };
  }

  /**
   * Send files in one request; `progress` is called with the part that is on its way, `sent` when all of it is.
   *
   * `ids` and `key` name the request: sent again under the same key it carries the same id. Returns the replies, which
   * were also given to `on.message`. Raises Error, with the gateway's `words` when it answered and didn't take them.
   */
  async upload(files, { language, ids, key, progress, sent }) {
    const again = ids.has(key);
    if (!again) ids.set(key, newId());
    const form = new FormData();
    form.append("message_id", ids.get(key));
    if (language) form.append("language", language);
    for (const file of files) form.append("file", file, file.name);
    this.#uploads += 1;
    try {
      const { messages = [] } = await post("/api/web/upload", form, store.get(SESSION), progress, sent);
      for (const reply of messages) if (!again || !this.#caughtUp.has(signature(reply))) this.#show(reply);
      return messages;
    } finally {
      this.#uploads -= 1;
      if (!this.#uploads) this.#held.splice(0).forEach((reply) => this.#heard(reply));
    }
  }

  async #confirmed(session) {
    const token = typeof session === "string" ? session : session?.session_id;
    if (token !== store.get(SESSION)) this.#lastLine = 0;
    store.set(SESSION, token);
    this.#early = [];
    try {
      this.#reconcile(await this.#history(token));
    } catch {
      this.#on.history_failed();
    }
    this.#ready = true;
    const early = this.#early;
    this.#early = null;
    early.forEach((reply) => this.#heard(reply));
    this.#on.status("online");
    for (const message of this.#waiting) message.out = false; // the gateway drops what it has already taken
    this.#on.busy(this.#waiting.length > 0);
    this.#flush();
  }

  async #history(token) {
    const response = await fetch("/api/web/history", { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`history: ${response.status}`);
    return response.json();
  }

  /** Show what happened while this page wasn't looking, and nothing twice. */
  #reconcile({ lines = [], language }) {
    const first = this.#lastLine === 0 && this.#live.length === 0 && this.#waiting.length === 0;
    const fresh = [];
    for (const line of lines.filter(({ id }) => id > this.#lastLine)) {
      const known = this.#live.indexOf(signature(line));
      if (line.author === "customer" ? first : known < 0) fresh.push(line);
      else if (known >= 0) this.#live.splice(known, 1);
    }
    if (!first) for (const line of fresh) this.#caughtUp.add(signature(line));
    this.#lastLine = Math.max(this.#lastLine, ...lines.map(({ id }) => id));
    this.#live = [];
    this.#fromHistory = fresh.slice(-5).filter(({ author }) => author !== "customer").map(signature);
    this.#historyAt = Date.now();
    if (language) this.#on.language(language);
    if (fresh.length) this.#on.history(fresh);
  }

  #heard(reply) {
    if (this.#early) return void this.#early.push(reply);
    if (this.#uploads && reply.custom?.type === "checklist") return void this.#held.push(reply); // after its receipt
    const echo = this.#fromHistory.indexOf(signature(reply));
    if (echo >= 0 && Date.now() - this.#historyAt < ECHO_MS) return void this.#fromHistory.splice(echo, 1);
    this.#show(reply);
  }

  #show(reply) {
    this.#live.push(signature(reply));
    this.#on.message(reply);
  }

  #flush() {
    if (!this.#ready) return;
    for (const message of this.#waiting.filter(({ out }) => !out)) {
      message.out = true;
      this.#fromHistory = []; // an equal answer from now on is a new one
      const metadata = { message_id: message.id, ...(message.language ? { language: message.language } : {}) };
      const uttered = { message: message.text, session_id: store.get(SESSION), metadata };
      this.#socket.timeout(ACK_MS).emit("user_uttered", uttered, (late, answer) => this.#acknowledged(message, late, answer));
    }
  }

  #acknowledged(message, late, answer) {
    if (!this.#waiting.includes(message)) return;
    if (late) {
      message.out = false;
      return this.#flush();
    }
    this.#waiting = this.#waiting.filter((one) => one !== message);
    this.#on.busy(this.#waiting.length > 0);
    if (!answer?.ok) return this.#on.refused(message.id);
    if (answer.language) this.#on.language(answer.language);
    this.#on.sent(message.id);
  }

  #lost(reason) {
    this.#ready = false;
    this.#early = [];
    this.#on.busy(false);
    this.#on.status("offline");
    if (reason === "io server disconnect") setTimeout(() => this.#socket.connect(), 1000); // the library doesn't
  }
}

/** POST a form; unlike fetch, XMLHttpRequest tells how much of it is on its way. */
function post(path, form, token, progress, sent) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
    request.upload.addEventListener("load", sent);
    request.addEventListener("error", () => reject(new Error("unreachable")));
    request.addEventListener("load", () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body);
      else reject(Object.assign(new Error("refused"), { words: request.status < 500 ? body.message : undefined }));
    });
    request.send(form);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

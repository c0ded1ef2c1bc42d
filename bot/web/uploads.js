/** Files from wherever a customer has them: chosen, photographed, dropped anywhere on the page, or pasted. */

import { announce, el } from "./dom.js";
import { shownFiles, showProgress } from "./sent_files.js";
import { currentLanguage, say } from "./strings.js";

const TOGETHER = 9; // files, and their bytes, that the gateway takes in one request
const BYTES = 60 * 1024 * 1024;

export class Uploads {
  #chat;
  #log;
  #begin;
  #queue = Promise.resolve();

  /** `begin(message)` is called before files are shown; `language()` is one the gateway hasn't heard of yet, or null. */
  constructor(chat, log, begin, language) {
    Object.assign(this, { language });
    [this.#chat, this.#log, this.#begin] = [chat, log, begin];
    for (const id of ["file", "camera"]) this.#chosen(document.getElementById(id));
    this.#dropped(document.getElementById("drop"));
    document.addEventListener("paste", (event) => this.#pasted(event), true);
  }

  /** Show files in the customer's bubble and send them, as many requests as it takes, one after the other. */
  send(files) {
    if (!files.length) return;
    const message = { role: "user", text: "" };
    message.files = shownFiles(files, () => this.#log.refresh(message));
    for (const one of message.files.filter(({ size }) => size > BYTES)) Object.assign(one, { state: "refused", why: say("file_huge") });
    this.#begin(message);
    this.#log.add(message);
    this.#enqueue(message);
  }

  /** Send what didn't get through once more. */
  retry(message) {
    for (const one of message.files) if (one.state === "failed") Object.assign(one, { state: "waiting", progress: 0 });
    this.#log.refresh(message);
    this.#enqueue(message);
  }

  #enqueue(message) {
    this.#queue = this.#queue.then(() => this.#all(message));
  }

  async #all(message) {
    for (const batch of batches(message.files.filter(({ state }) => state === "waiting"))) {
      if (!(await this.#batch(message, batch))) break;
    }
    for (const one of message.files) if (one.state === "waiting") one.state = "failed";
    this.#log.refresh(message);
  }

  /** Whether the gateway could be reached. */
  async #batch(message, batch) {
    for (const one of batch.files) one.state = "sending";
    this.#log.refresh(message);
    const ids = (message.ids ??= new Map()); // sent again under the same id, it isn't taken twice
    const key = batch.files.map((one) => message.files.indexOf(one)).join();
    const progress = (part) => share(batch, part);
    const sent = () => this.#log.busy(true);
    try {
      const replies = await this.#chat.upload(batch.files.map(({ file }) => file), { language: this.language(), ids, key, progress, sent });
      told(batch.files, replies);
      return true;
    } catch (error) {
      const words = error.words?.[currentLanguage()];
      for (const one of batch.files) Object.assign(one, words ? { state: "refused", why: words } : { state: "failed" });
      if (words) this.#log.add({ role: "bot", text: words });
      else announce(say("upload_failed"));
      return Boolean(words);
    } finally {
      this.#log.busy(false);
      this.#log.refresh(message);
    }
  }

  #chosen(input) {
    input.addEventListener("change", () => {
      this.send([...input.files]);
      input.value = "";
    });
  }

  #dropped(curtain) {
    const carries = (event) => event.dataTransfer?.types.includes("Files");
    let over = 0; // nested elements are entered and left as well
    const show = (count) => (curtain.hidden = (over = Math.max(0, count)) === 0);
    document.addEventListener("dragenter", (event) => carries(event) && show(over + 1));
    document.addEventListener("dragleave", (event) => carries(event) && show(over - 1));
    document.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
    document.addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      event.stopPropagation();
      show(0);
      const folders = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()?.isDirectory);
      this.send([...event.dataTransfer.files].filter((_, i) => !folders[i]));
    }, true);
  }

  /** A picture in the clipboard is shown first: it may not be what one thinks. Text beside it is pasted as text. */
  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    event.stopPropagation();
    this.#ask(files.map(named));
  }

  #ask(files) {
    const addresses = files.filter(({ type }) => type.startsWith("image/")).map((file) => URL.createObjectURL(file));
    const title = el("h2", { id: "paste-title" }, say("paste_ask"));
    const names = el("p", { class: "paste-names" }, files.map(({ name }) => name).join(say("comma")));
    const pictures = addresses.map((src) => el("img", { src, alt: "" }));
    const yes = el("button", { type: "submit", value: "send", class: "primary" }, say("send"));
    const no = el("button", { type: "submit", value: "" }, say("cancel"));
    const dialog = el("dialog", { class: "paste", "aria-labelledby": "paste-title" }, el("form", { method: "dialog" }, title, el("div", { class: "paste-pictures" }, pictures), names, el("div", { class: "paste-ways" }, no, yes)));
    dialog.addEventListener("close", () => {
      addresses.forEach((address) => URL.revokeObjectURL(address));
      dialog.remove();
      if (dialog.returnValue === "send") this.send(files);
    });
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  }
}

/** A screenshot in the clipboard is called image.png, every time. */
function named(file, i) {
  if (!/^image\.\w+$/.test(file.name)) return file;
  return new File([file], `${say("pasted")}${i ? ` ${i + 1}` : ""}.${file.name.split(".").pop()}`, { type: file.type });
}

function batches(files) {
  const all = [];
  for (const one of files) {
    const last = all.at(-1);
    if (last && last.files.length < TOGETHER && last.bytes + one.size <= BYTES) {
      last.files.push(one);
      last.bytes += one.size;
    } else {
      all.push({ files: [one], bytes: one.size });
    }
  }
  return all;
}

/** A request carries its files one behind the other: how much of each is on its way follows from the whole. */
function share({ files, bytes }, part) {
  let left = part * bytes;
  for (const one of files) {
    showProgress(one, one.size ? Math.max(0, Math.min(1, left / one.size)) : part);
    left -= one.size;
  }
}

/** The gateway tells of the files in the order they were sent; of none when it took none of them. */
function told(files, replies) {
  const fates = replies.find(({ custom }) => custom?.type === "files")?.custom.files;
  files.forEach((one, i) => {
    const fate = fates?.[i] ?? { taken: false, why: replies[0]?.text };
    Object.assign(one, { progress: 1 }, fate.taken ? { state: "taken" } : { state: "refused", why: fate.why ?? fate.reason });
  });
}

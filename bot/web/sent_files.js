/** Files a customer sent: with small pictures in their own bubble, and the gateway's word on each beside its answer. */

import { el } from "./dom.js";
import { say } from "./strings.js";

const SIDE = 240; // px of a small picture
const MARKS = { taken: "✓", refused: "✕", failed: "!" };

/** The kind as people call it: what stands behind the last dot of the name. */
const ending = (name) => (/\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1] ?? "?").toUpperCase();

/** Files to be shown in a bubble; `changed` is called with one whose small picture is there. */
export function shownFiles(files, changed) {
  return files.map((file) => {
    const shown = { file, name: file.name, size: file.size, state: "waiting", progress: 0, picture: null, row: null };
    smallPicture(file).then((address) => {
      shown.picture = address;
      if (address) changed(shown);
    });
    return shown;
  });
}

/**
 * A drawn copy of a picture as a local address; null for what the browser can't draw (HEIC in most, PDF). The file
 * itself is never shown or linked: whatever is inside stays inside.
 */
async function smallPicture(file) {
  if (!file.type.startsWith("image/")) return null;
  try {
    const drawn = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.min(drawn.width, drawn.height));
    const canvas = el("canvas", { width: Math.round(drawn.width * scale), height: Math.round(drawn.height * scale) });
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    drawn.close();
    const copy = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    return copy && URL.createObjectURL(copy);
  } catch {
    return null;
  }
}

/** The bubble: one cell a file with its picture, name and how far it is. */
export function sentFiles(message, retry) {
  const failed = message.files.some(({ state }) => state === "failed");
  return [
    el("p", { class: "text" }, headline(message)),
    el("ul", { class: "sent-files" }, message.files.map(cell)),
    failed && el("button", { type: "button", class: "quick retry always", on: { click: () => retry(message) } }, say("retry")),
  ];
}

function headline({ files }) {
  const count = (state) => files.filter((one) => one.state === state).length;
  if (count("failed")) return say("upload_failed");
  const open = count("waiting") + count("sending");
  if (open) return `${say("uploading")} ${files.length - open}/${files.length}`;
  const refused = count("refused");
  return `${say("uploaded")} ${count("taken")}${refused ? ` · ${say("file_refused")} ${refused}` : ""}`;
}

function cell(shown) {
  const face = shown.picture ? el("img", { src: shown.picture, alt: "" }) : el("span", { class: "ending", "aria-hidden": "true" }, ending(shown.name));
  const mark = el("span", { class: "file-mark", "aria-hidden": "true" }, MARKS[shown.state] ?? "");
  const bar = el("progress", { max: 1, value: shown.progress, "aria-label": `${say("uploading")} ${shown.name}`, hidden: shown.state !== "sending" && shown.state !== "waiting" });
  shown.row = { bar };
  return el(
    "li",
    { class: `sent-file ${shown.state}`, title: shown.why ? `${shown.name}: ${shown.why}` : shown.name },
    el("span", { class: "face" }, face, mark, bar),
    el("span", { class: "file-name" }, shown.name),
    el("span", { class: "sr-only" }, ` ${say(`file_${shown.state}`)} ${shown.why ?? ""}`),
  );
}

/** In place: a bubble built anew would be read out again. */
export function showProgress(shown, part) {
  shown.progress = part;
  if (shown.row) shown.row.bar.value = part;
}

/** The gateway's answer to files: all of them with their fate when one was refused, else how to prove what was sent. */
export function filesCard(custom, text) {
  const files = custom.files ?? [];
  const refused = files.filter(({ taken }) => !taken);
  const name = (file, i) => file.name || `${say("file")} ${i + 1}`;
  if (refused.length) {
    const rows = files.map((file, i) =>
      el("li", { class: `fate ${file.taken ? "taken" : "refused"}` },
        el("span", { class: "mark", "aria-hidden": "true" }, MARKS[file.taken ? "taken" : "refused"]),
        el("span", {}, el("span", { class: "file-name" }, name(file, i)), " ", el("span", { class: "fate-words" }, file.taken ? say("file_taken") : (file.why ?? say("file_refused"))))));
    const lead = text.split("\n").filter((line) => !refused.some(({ why }) => why && line.includes(why))).join("\n");
    return { lead: lead.trim(), rich: el("section", { class: "card files", "aria-label": say("files") }, el("ul", { class: "fates" }, rows)) };
  }
  const proofs = files.map((file, i) => el("li", {}, el("span", { class: "file-name" }, name(file, i)), el("code", {}, file.sha256)));
  return { lead: text, rich: files.length ? el("details", { class: "proofs" }, el("summary", {}, say("proofs")), el("ul", {}, proofs)) : null };
}

/** The buttons that ask for files: the phone's camera, or any photo or PDF that is already there. */

import { el } from "./dom.js";
import { say } from "./strings.js";

const CAMERA = matchMedia("(pointer: coarse)"); // without a touch screen "capture" only opens the same file chooser

/** At most one such place of a conversation shows them: the newest. */
export function uploadTools(message) {
  const open = (id) => () => document.getElementById(id)?.click();
  return el(
    "div",
    { class: "upload-tools", role: "group", "aria-label": say("attach"), hidden: message.toolless },
    CAMERA.matches && el("button", { type: "button", class: "action primary always", on: { click: open("camera") } }, say("take_photo")),
    el("button", { type: "button", class: CAMERA.matches ? "action always" : "action primary always", on: { click: open("file") } }, say("choose_files")),
    el("p", { class: "muted" }, say(CAMERA.matches ? "files_hint_phone" : "files_hint")),
  );
}

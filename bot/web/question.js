/** What helps to answer the one open question: why it is asked, a date picker, buttons that ask for files. */

import { el, newId } from "./dom.js";
import { say } from "./strings.js";
import { uploadTools } from "./upload_tools.js";

/** Of the text field, by the kind of the open question. */
export const HINTS = {
  date: { inputmode: "text" },
  trip: { inputmode: "text" },
  money: { inputmode: "decimal" },
  number: { inputmode: "numeric" },
  id_number: { inputmode: "text", autocapitalize: "characters" },
  phone: { inputmode: "tel" },
  bank_card: { inputmode: "numeric" },
};

/** The kind to choose a hint by: a trip is asked as a date but has two. */
export const hintKind = (custom) => (custom?.kind === "date" && custom.field?.startsWith("trip") ? "trip" : custom?.kind);

export function questionTools(custom, message, tapped) {
  const tools = [custom.kind === "date" && custom.field !== "trip_days" && dates(custom, message, tapped), custom.kind === "upload" && uploadTools(message), why(custom)];
  const shown = tools.filter(Boolean);
  return shown.length ? el("div", { class: "question-tools" }, shown) : null;
}

function why(custom) {
  if (!custom.why) return null;
  return el("details", { class: "why" }, el("summary", {}, say("why")), el("p", {}, custom.why));
}

function dates(custom, message, tapped) {
  const range = custom.field === "trip";
  const fields = range ? [dateField("date_from"), dateField("date_to")] : [dateField("date")];
  const inputs = fields.map((field) => field.input);
  const use = el("button", { type: "submit", class: "quick", disabled: true }, say("use_date"));
  const check = () => {
    if (range) inputs[1].min = inputs[0].value;
    use.disabled = message.closed || !inputs.every((input) => input.value && input.checkValidity());
  };
  const submit = (event) => {
    event.preventDefault();
    const answer = inputs.map((input) => input.value).join(` ${say("to")} `);
    tapped(answer, answer);
  };
  for (const input of inputs) {
    input.disabled = Boolean(message.closed);
    input.addEventListener("input", check);
    input.addEventListener("click", () => input.showPicker?.());
  }
  return el("form", { class: "dates", on: { submit } }, fields.map((field) => field.row), use);
}

function dateField(name) {
  const id = newId();
  const input = el("input", { type: "date", id });
  return { input, row: el("label", { for: id }, el("span", {}, say(name)), input) };
}

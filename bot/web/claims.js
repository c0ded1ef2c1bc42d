/** Cards of a claim: its checklist, how far it is, and the money that was paid. Design section 4 is the contract. */

import { el, safeUrl } from "./dom.js";
import { money, say, when } from "./strings.js";

const MARKS = { received: "✓", missing: "○", unreadable: "!", mismatch: "!" };
const CLOSED = new Set(["paid", "refused", "withdrawn"]);

/** What is needed, what came, and what is wrong with it; a sample picture opens below its line. */
export function checklist(custom) {
  const items = (custom.items ?? []).map(item);
  const done = (custom.items ?? []).filter(({ status }) => status === "received").length;
  const title = `${say("checklist")} ${done}/${items.length}`;
  return {
    lead: "",
    rich: el("section", { class: "card checklist", "aria-label": title }, el("h3", {}, title), el("p", { class: "muted" }, `${say("claim_number")} ${custom.claim_number}`), el("ul", { class: "papers" }, items)),
  };
}

function item({ name, kind, status, why, problem, sample }) {
  const known = Object.hasOwn(MARKS, status) ? status : "missing";
  const address = safeUrl(sample);
  return el(
    "li",
    { class: `paper ${known}` },
    el("span", { class: "mark", "aria-hidden": "true" }, MARKS[known]),
    el("div", {}, el("strong", {}, name ?? kind), " ", el("span", { class: "state" }, say(`paper_${known}`)), el("p", {}, problem ?? why ?? ""),
      address && el("details", { class: "sample" }, el("summary", {}, say("sample")), el("img", { src: address, alt: `${say("sample")}: ${name ?? kind}`, loading: "lazy" }))),
  );
}

/** The steps so far, who has it now and until when. */
export function claimStatus(custom, text) {
  const steps = (custom.steps ?? []).map(({ status, at }) => el("li", {}, el("span", {}, say(`claim_${status}`)), el("time", { datetime: at }, when(at))));
  const has = custom.with && !CLOSED.has(custom.status) && el("p", {}, `${say("with")}: ${say(`with_${custom.with}`)}`);
  const due = custom.due && !CLOSED.has(custom.status) && el("p", {}, `${say("deadline")}: ${when(custom.due)}`);
  const rich = el(
    "section",
    { class: "card claim-status", "aria-label": say("claim") },
    el("h3", {}, say("claim"), el("span", { class: "status" }, say(`claim_${custom.status}`))),
    el("p", { class: "muted" }, custom.claim_number),
    steps.length > 0 && el("ol", { class: "steps" }, steps),
    has,
    due,
  );
  return { lead: text, rich };
}

/** The receipt of a payout, with the calculation line by line. */
export function paid(custom) {
  const rows = (custom.calculation ?? []).map(({ benefit, article, claimed, steps, payable }) =>
    el(
      "li",
      {},
      el("p", {}, el("strong", {}, benefit), ` ${say("article")} ${article}`),
      el("p", { class: "muted" }, `${say("claimed")} ${claimed}`),
      el("ul", {}, (steps ?? []).map((step) => el("li", {}, step.trim()))),
      el("p", {}, `= ${payable}`),
    ),
  );
  return el(
    "section",
    { class: "card receipt payout", "aria-label": say("payout") },
    el("h3", {}, say("payout")),
    el("p", { class: "headline" }, money(custom.amount, custom.currency)),
    el("p", { class: "muted" }, `${say("claim_number")} ${custom.claim_number} · ${say("account_tail")} ${custom.account ?? ""}`),
    rows.length > 0 && el("details", { class: "breakdown", open: true }, el("summary", {}, say("calculation")), el("ul", { class: "calculation" }, rows)),
  );
}

/** The button that opens the file chooser, under a question that waits for documents. */
export function uploadTool(message) {
  const choose = () => document.getElementById("file")?.click();
  return el("button", { type: "button", class: "action primary upload", disabled: message.closed, on: { click: choose } }, say("choose_files"));
}

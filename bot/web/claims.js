/** Cards of a claim: its checklist, how far it is, its receipts. Design section 4 is the contract. */

import { copyable, facts, firstLine, frame, heading, thread } from "./card_parts.js";
import { el, safeUrl } from "./dom.js";
import { money, say, when } from "./strings.js";
import { takesFiles } from "./threads.js";
import { uploadTools } from "./upload_tools.js";

const MARKS = { received: "✓", reading: "…", missing: "", unreadable: "!", mismatch: "!" };
const ENDED = ["paid", "refused", "withdrawn"];
const ITEM_LINE = /^\d+\.\s.+(【.+】|\[.+\])/; // how a document of the list is said in words

const withoutItems = (text) => text.split("\n").filter((line) => !ITEM_LINE.test(line)).join("\n").trim();
const numberOf = (custom) => copyable(custom.claim_number, say("claim_number"));

/** What is needed, what came, and what is wrong with it; a sample picture opens below its line. */
export function checklist(custom, text, message) {
  const items = custom.items ?? [];
  const done = items.filter(({ status }) => status === "received").length;
  const rich = thread(
    "checklist", message, say("checklist"), `${done}/${items.length}`,
    el("progress", { class: "meter", max: items.length || 1, value: done, "aria-label": `${say("checklist")} ${done}/${items.length}` }),
    el("p", { class: "muted" }, say("claim_number"), " ", numberOf(custom)),
    el("ul", { class: "papers" }, items.map(item)),
    takesFiles(custom) && uploadTools(message),
  );
  return { lead: withoutItems(text), rich };
}

function item({ name, kind, status, reading, why, problem, sample }) {
  const known = reading ? "reading" : Object.hasOwn(MARKS, status) ? status : "missing";
  const address = safeUrl(sample);
  const words = problem ?? (known === "missing" ? why : "");
  return el(
    "li",
    { class: `paper ${known}` },
    el("span", { class: "mark", "aria-hidden": "true" }, MARKS[known]),
    el("div", { class: "paper-words" },
      el("p", { class: "paper-head" }, el("strong", {}, name ?? kind), el("span", { class: "state" }, say(`paper_${known}`))),
      words && el("p", { class: problem ? "problem" : "muted" }, words),
      address && !["received", "reading"].includes(known) &&
        el("details", { class: "sample" }, el("summary", {}, say("sample")), el("img", { src: address, alt: `${say("sample")}: ${name ?? kind}`, loading: "lazy" }))),
  );
}

// What still comes after a step, where all goes well.
const AHEAD = {
  reported: ["collecting", "assessing", "paid"], collecting: ["assessing", "paid"], more_needed: ["assessing", "paid"],
  submitted: ["assessing", "paid"], assessing: ["paid"], reopened: ["paid"], appealed: ["paid"], approved: ["paid"],
  partly_approved: ["paid"], paying: ["paid"],
};

/** The steps so far, the one it is at with who has it and until when, and what comes then. */
export function claimStatus(custom, text, message) {
  const steps = custom.steps?.length ? custom.steps : [{ status: custom.status }];
  const ahead = Object.hasOwn(AHEAD, custom.status) ? AHEAD[custom.status] : [];
  const open = !ENDED.includes(custom.status);
  const rich = thread(
    "claim-status", message, say("claim"), say(`claim_${custom.status}`),
    el("p", { class: "muted" }, say("claim_number"), " ", numberOf(custom)),
    el("ol", { class: "timeline" },
      steps.slice(0, -1).map((one) => step(one, "done")),
      step({ ...steps.at(-1), status: custom.status }, `now ${custom.status}`, open && standing(custom)),
      ahead.map((status) => step({ status, words: say(`ahead_${status}`) }, "ahead"))),
    custom.paid?.length > 0 && el("dl", { class: "sums" }, custom.paid.map(({ policy_number, amount, currency }) => row(`${say("paid_under")} ${policy_number}`, money(amount, currency), "total"))),
  );
  return { lead: withoutItems(text), rich };
}

function step({ status, at, words }, kind, more) {
  const state = { done: "step_done", ahead: "step_ahead" }[kind] ?? "step_now";
  return el(
    "li",
    { class: `step ${kind}`, "aria-current": state === "step_now" && "step" },
    el("span", { class: "sr-only" }, `${say(state)}: `),
    el("span", { class: "step-name" }, words ?? say(`claim_${status}`)),
    at && el("time", { datetime: at }, when(at)),
    more,
  );
}

function standing(custom) {
  const rows = [
    [say("with"), custom.with && say(`with_${custom.with}`)],
    [say("next_by"), custom.due && when(custom.due)],
  ];
  return rows.some(([, value]) => value) && facts(rows);
}

/** Registered, sent in, agreed, or the money that was paid. */
export function claimReceipt(custom, text) {
  if (custom.calculation) return { lead: firstLine(text), rich: payout(custom) };
  const title = say(custom.amount ? "claim_agreed" : custom.deadline ? "claim_sent_in" : "claim_registered");
  const rich = frame(
    "receipt", title, heading(title),
    custom.amount && el("p", { class: "headline" }, money(custom.amount, custom.currency)),
    facts([
      [say("claim_number"), numberOf(custom)],
      [say("next_step"), custom.next_step],
      [say("next_by"), custom.deadline && when(custom.deadline)],
    ]),
  );
  return { lead: text, rich };
}

function payout(custom) {
  const lines = (custom.calculation ?? []).map((line) => calculated(line, custom.currency));
  return frame(
    "receipt payout", say("payout"), heading(say("payout")),
    el("p", { class: "headline" }, money(custom.amount, custom.currency)),
    facts([
      [say("account"), custom.account && `${say("account_tail")} ${custom.account}`],
      [say("claim_number"), numberOf(custom)],
      [say("policy_number"), custom.policy_number],
      [say("next_step"), custom.next_step],
    ]),
    lines.length > 0 && el("details", { class: "breakdown", open: true }, el("summary", {}, say("calculation")), lines),
  );
}

const row = (name, amount, kind) => el("div", { class: kind }, el("dt", {}, name), el("dd", {}, amount));

/** One benefit: what was asked for, what was taken off and why, what is paid. */
export function calculated({ benefit, article, claimed, steps, payable }, currency) {
  return el(
    "section",
    { class: "calculation", "aria-label": benefit },
    el("h4", {}, benefit, " ", el("span", { class: "muted" }, `${say("article")} ${article}`)),
    el("dl", { class: "sums" },
      row(say("claimed"), money(claimed, currency)),
      (steps ?? []).map((step) => {
        const found = /^(.*\S)\s+([-+−]?[\d,]+\.\d{2})$/.exec(step.trim());
        return found ? row(found[1], money(found[2].replace(/[,+]/g, "").replace("−", "-"), currency).replace("-", "−")) : row(step.trim(), "");
      }),
      row(say("payable"), money(payable, currency), "total")),
  );
}

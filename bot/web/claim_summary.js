/** What is checked before a claim is submitted: what was told, then every document with each value that was read. */

import { copyable, facts, firstLine, frame, heading } from "./card_parts.js";
import { calculated } from "./claims.js";
import { el } from "./dom.js";
import { money, say } from "./strings.js";

/** The text says all of this as a list; before the card its first line is enough. */
export function claimSummary(custom, text, message, tapped) {
  const rich = frame(
    "confirm claim-summary", say("confirm"),
    heading(say("confirm"), copyable(custom.claim_number, say("claim_number"))),
    custom.facts?.length > 0 && section(say("told_by_you"), facts(custom.facts.map(({ label, value }) => [label, value]))),
    documents(custom).map(({ name, problem, rows }) => section(name, problem && el("p", { class: "problem" }, problem), values(name, rows, message, tapped))),
    custom.account && section(say("account"), el("p", {}, custom.account)),
    custom.left && el("p", { class: "left" }, custom.left),
    custom.expected && el("p", { class: "expected" }, el("span", {}, say("expected")), el("strong", {}, money(custom.expected, custom.currency))),
    custom.calculation?.length > 0 &&
      el("details", { class: "breakdown" }, el("summary", {}, say("calculation")), custom.calculation.map((line) => calculated(line, custom.currency))),
  );
  return { lead: firstLine(text), rich };
}

/** What was read, by document; two documents of one kind stay apart. */
function documents({ answers = [], papers = [] }) {
  const found = new Map();
  for (const answer of answers) {
    const key = answer.paper ?? answer.group ?? "";
    const problem = papers.find(({ paper }) => paper === answer.paper)?.problem;
    if (!found.has(key)) found.set(key, { name: answer.group ?? say("read"), problem, rows: [] });
    found.get(key).rows.push(answer);
  }
  return [...found.values()];
}

const section = (title, ...inside) => el("section", { class: "summary-part", "aria-label": title }, el("h4", {}, title), ...inside);

function values(group, rows, message, tapped) {
  return el("dl", { class: "facts editable" }, rows.map((row) => {
    const title = row.title ?? `${say("edit")}: ${group} · ${row.label}`;
    const edit = row.payload &&
      el("button", { type: "button", class: "edit", disabled: message.closed, "aria-label": title, on: { click: () => tapped(title, row.payload) } }, say("edit"));
    const amount = row.kind === "money";
    return el("div", {}, el("dt", {}, row.label), el("dd", { class: amount && "amount" }, amount ? money(row.value) : row.value), edit && el("dd", { class: "edit-cell" }, edit));
  }));
}

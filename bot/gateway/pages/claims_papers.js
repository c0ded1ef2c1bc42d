// What was read on the document that is looked at, what contradicts it, and the checklist of the claim.

import { el } from "/web/dom.js";
import { FIELD, FLAW, ITEM, KIND, MISMATCH, both, words } from "./claims_words.js";

const DOUBTFUL = 0.9;
const WEAK = 0.5;
const UNTOUCHED = ["card_number", "bank"]; // given by whom the money goes to, never by staff

export function fields(desk) {
  const { claim, paper } = desk;
  if (!paper) return el("section", { class: "card" }, el("h3", {}, both("材料", "Documents")));
  const open = claim.can.includes("approve") && !claim.proposal;
  return el("section", { class: "card", id: "claim-fields" },
    el("h3", {}, both("识别结果", "What was read"), el("span", { class: "quiet" }, `${words(KIND, paper.kind_said || paper.kind)} · ${sure(paper.kind_sure)}`)),
    warnings(paper),
    paper.fields.length > 0 && el("table", { class: "read" },
      el("thead", {}, el("tr", {}, ["字段 Field", "识别 Read", "", "更正为 Corrected", ""].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, paper.fields.map((one) => line(desk, one, open)))),
    open && extra(desk),
    open && el("p", { class: "row" }, accept(desk), kind(desk)));
}

function warnings(paper) {
  const told = [
    ...paper.flaws.map((one) => words(FLAW, one)),
    ...paper.mismatches.map((one) => `${words(MISMATCH, one.code)}${one.expected ? `：应为 expected ${one.expected}` : ""}`),
  ];
  const state = paper.state === "replaced" ? "已有更清楚的一份 A better picture came" : paper.state === "waiting" ? "识别中 Being read" : "";
  return [
    state && el("p", { class: "banner" }, state),
    told.length > 0 && el("ul", { class: "warnings" }, told.map((one) => el("li", {}, one))),
    paper.accepted_by && el("p", { class: "banner good" }, `${paper.accepted_by} `, both("照此采用", "takes it as it is")),
    paper.from_elsewhere && el("p", { class: "quiet" }, both("由另一个会话发来", "sent from another conversation")),
  ].flat();
}

const sure = (value) => (value === null || value === undefined ? "" : `${Math.round(value * 100)}%`);

function line(desk, one, open) {
  const { paper, take, draft } = desk;
  const wrong = paper.mismatches.some((mismatch) => mismatch.field === one.field);
  const trust = one.sure === null ? "" : one.sure < WEAK ? "weak" : one.sure < DOUBTFUL ? "doubtful" : "firm";
  const name = `field-${paper.id}-${one.field}`;
  const value = draft("input", name, { "aria-label": words(FIELD, one.field), maxlength: 200, placeholder: one.corrected ?? "" });
  const send = () => value.value.trim() && take("correct-field", { paper: paper.id, field: one.field, value: value.value }, [name]);
  value.addEventListener("keydown", (event) => { if (event.key === "Enter") send(); });
  const editable = open && !UNTOUCHED.includes(one.field);
  return el("tr", { class: wrong ? "wrong" : "", "data-field": one.field },
    el("th", { scope: "row" }, words(FIELD, one.field)),
    el("td", { class: one.corrected !== null ? "struck" : "" }, one.read ?? "–"),
    el("td", { class: `sure ${trust}` }, sure(one.sure)),
    el("td", {}, one.corrected !== null && el("strong", { class: "corrected" }, one.corrected), editable && value),
    el("td", {}, editable && el("button", { type: "button", "data-step": "correct-field", title: "保存更正 Save", "aria-label": "保存更正 Save", on: { click: send } }, "✓")));
}

/** A value that wasn't read at all. */
function extra(desk) {
  const { paper, take, draft } = desk;
  const known = paper.fields.map((one) => one.field);
  const select = el("select", { "aria-label": "字段 Field" },
    Object.entries(FIELD).filter(([code]) => !known.includes(code) && !UNTOUCHED.includes(code)).map(([code, name]) => el("option", { value: code }, name)));
  const value = draft("input", `extra-${paper.id}`, { maxlength: 200, "aria-label": "值 Value" });
  return el("details", {}, el("summary", {}, both("补充没识别到的字段", "Add what wasn't read")),
    el("p", { class: "row" }, select, value, el("button", { type: "button", on: { click: () =>
      value.value.trim() && take("correct-field", { paper: paper.id, field: select.value, value: value.value }, [`extra-${paper.id}`]) } }, both("加上", "Add"))));
}

function accept({ paper, take }) {
  const accepted = paper.accepted_by !== "";
  return el("button", {
    type: "button", "data-step": "accept-paper", disabled: paper.state === "waiting",
    on: { click: () => take("accept-paper", { paper: paper.id, accept: !accepted }) },
  }, accepted ? both("取消采用", "Take back") : both("照此采用", "Accept as is"));
}

function kind({ claim, paper, take }) {
  const codes = new Map(Object.entries(KIND).filter(([code]) => code && code !== "unknown"));
  for (const item of claim.checklist) codes.set(item.kind, codes.get(item.kind) || `${item.name.zh} ${item.name.en}`);
  const now = paper.kind_said || paper.kind;
  const select = el("select", { "data-step": "paper-kind", disabled: paper.state === "waiting" },
    !codes.has(now) && el("option", { value: "" }, words(KIND, now)),
    [...codes].map(([code, name]) => el("option", { value: code, selected: code === now }, name)));
  select.addEventListener("change", () => select.value && take("paper-kind", { paper: paper.id, kind: select.value }));
  return el("label", { class: "row" }, both("这是", "This is"), select);
}

export function checklist({ claim, choose }) {
  return el("section", { class: "card", id: "claim-checklist" },
    el("h3", {}, both("材料清单", "Checklist")),
    el("ul", { class: "items" }, claim.checklist.map((one) => el("li", { class: one.status, "data-item": one.kind },
      el("span", { class: "state" }, words(ITEM, one.status)),
      el("span", {}, `${one.name.zh} `, el("span", { lang: "en" }, one.name.en)),
      one.problems.length > 0 && el("span", { class: "late" }, one.problems.map((code) => MISMATCH[code] || words(FLAW, code)).join(" · ")),
      one.papers.map((id) => el("button", { type: "button", class: "link", on: { click: () => choose(id) } }, both("看", "see"))),
      one.asked && el("span", { class: "quiet" }, `“${one.asked}”`)))));
}

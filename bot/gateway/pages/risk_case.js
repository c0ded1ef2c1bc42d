// One case: evidence, what is linked, timeline, and the officer's steps.

import { el } from "/web/dom.js";
import { both, call, guarded, tell, time } from "./desk_api.js";
import { drawGraph } from "./risk_graph.js";
import { ACTION, KIND, REASON, SIGNAL, STATUS } from "./risk_words.js";

const article = document.getElementById("case");
const UNDECIDED = ["open", "listing"];

/** Show a case; `changed` is called after each step. */
export async function showCase(number, changed) {
  const shown = await call(`/api/v1/risk/cases/${encodeURIComponent(number)}`);
  const typed = article.querySelector("h2")?.textContent === number ? article.querySelector("#note").value : "";
  draw(shown, changed);
  article.querySelector("#note").value = typed;  // a note being written outlives looking again
  article.scrollIntoView({ block: "start", behavior: "instant" });
}

function draw(shown, changed) {
  article.replaceChildren(
    el("p", { class: "close" }, el("button", { type: "button", on: { click: () => { article.hidden = true; } } }, both("收起", "Close"))),
    el("h2", {}, shown.number),
    facts(shown),
    el("h3", {}, both("依据", "Evidence"), el("span", { class: "score" }, `${shown.score}`)),
    el("ul", { class: "signals" }, shown.signals.map(signal)),
    el("h3", {}, both("关联", "Links")),
    el("div", { class: "graph" }),
    el("h3", {}, both("处理", "Steps")),
    steps(shown, changed),
    el("h3", {}, both("时间线", "Timeline")),
    el("ol", { class: "timeline" }, shown.timeline.map(entry)),
  );
  article.hidden = false;
  drawGraph(article.querySelector(".graph"), shown.graph);
}

function facts(shown) {
  const rows = [
    ["状态 State", STATUS[shown.status]],
    ["类型 Kind", KIND[shown.kind]],
    ["产品 Product", `${shown.product} · ${shown.insurer}`],
    ["编号 Subject", shown.subject],
    ["会话 Conversation", shown.sender],
    ["答复期限 Due", time(shown.due)],
    ["处理人 Officer", shown.assignee || "–"],
  ];
  if (shown.proposed_by) rows.push(["提议列入 Listing proposed by", `${shown.proposed_by} · ${REASON[shown.reason] || shown.reason}`]);
  if (shown.decided_by) rows.push(["决定人 Decided by", `${shown.decided_by} · ${time(shown.decided)}`]);
  return el("dl", {}, rows.flatMap(([label, value]) => [el("dt", {}, label), el("dd", {}, value)]));
}

function signal(one) {
  const told = Object.entries(one.facts).filter(([, value]) => value !== null).map(([name, value]) => `${name} = ${value}`);
  return el("li", {},
    el("strong", {}, `${SIGNAL[one.table] || one.table} +${one.points}`),
    el("span", {}, one.title),
    el("code", {}, `${one.table}.${one.row}: ${told.join(", ")}`));
}

function entry(one) {
  const details = Object.entries(one.details).map(([name, value]) => `${name}: ${value}`).join("\n");
  return el("li", {}, el("strong", {}, ACTION[one.action] || one.action), ` ${one.actor} · ${time(one.at)}`, details && el("span", {}, details));
}

function steps(shown, changed) {
  const note = el("textarea", { id: "note", rows: 3, maxlength: 2000 });
  const reason = el("select", { id: "reason" }, Object.entries(REASON).map(([code, words]) => el("option", { value: code }, words)));
  const take = (step, body = {}) => guarded(async () => {
    draw(await call(`/api/v1/risk/cases/${encodeURIComponent(shown.number)}/${step}`,
      { version: shown.version, note: note.value, ...body }), changed);
    await changed();
    tell(`已记录 Recorded: ${shown.number}`);
  });
  const button = (zh, en, step, body, attributes = {}) =>
    el("button", { type: "button", "data-step": step, on: { click: () => take(step, body && body()) }, ...attributes }, both(zh, en));
  const own = shown.you === shown.proposed_by;
  return el("form", { class: "steps", on: { submit: (event) => event.preventDefault() } },
    UNDECIDED.includes(shown.status) && el("p", {},
      button("我来处理", "Take it", "assign", () => ({ to: shown.you })),
      shown.assignee && button("退回队列", "Put back", "assign", () => ({ to: "" }))),
    el("label", { for: "note" }, both("备注（决定时必填）", "Note (needed for a decision)")), note,
    el("p", {}, button("加备注", "Add note", "notes"),
      UNDECIDED.includes(shown.status) && button("放行", "Clear", "clear", null, { class: "good" }),
      UNDECIDED.includes(shown.status) && button("拒绝", "Refuse", "refuse", null, { class: "bad" })),
    shown.status === "open" && el("p", {}, el("label", { for: "reason" }, both("列入原因", "Reason")), reason,
      button("提议列入名单", "Propose listing", "list", () => ({ reason: reason.value }))),
    shown.status === "listing" && el("p", {},
      button("确认列入", "Confirm listing", "confirm-listing", null, { disabled: own, class: "bad" }),
      button("不同意", "Reject", "reject-listing"),
      own && el("span", { class: "quiet" }, "需要另一位风控专员确认 Another officer has to confirm")));
}

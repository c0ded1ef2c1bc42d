// What the customer told, what was bought, and everything that happened to the claim.

import { el } from "/web/dom.js";
import { ACTION, MOVE, TYPE, both, words } from "./claims_words.js";
import { time } from "./desk_api.js";

const CAUSE = { accident: "意外 Accident", illness: "疾病 Illness" };
const ACTOR = { customer: "客户 customer", machine: "系统 machine", assessor: "核赔 assessor" };

export function story({ claim }) {
  const { loss } = claim;
  const rows = [
    ["类型 Type", `${words(TYPE, loss.type)}${loss.cause ? ` · ${words(CAUSE, loss.cause)}` : ""}`],
    ["时间 When", loss.happened], ["地点 Where", loss.place], ["关系 Relation", loss.relation], ["花费 Cost told", loss.claimed && `¥${loss.claimed}`],
    ["医院 Hospital", loss.hospital], ["诊断 Diagnosis", loss.diagnosis], ["航班 Flight", loss.flight],
    ["延误 Late", loss.delay_minutes && `${loss.delay_minutes} min`], ["责任 Liability", loss.liability_share !== null && `${loss.liability_share}%`],
    ["伤残等级 Grade", loss.disability_grade], ["程度 Severity", loss.severity], ["情形 Circumstances", loss.circumstances.join(" · ")],
    ["可能免责 Flags", loss.flags.join(" · ")],
  ].filter(([, value]) => value);
  return el("section", { class: "card", id: "claim-story" },
    el("h3", {}, both("客户的话", "The customer's words")),
    loss.words.map((one) => el("blockquote", {}, one)),
    el("dl", {}, rows.flatMap(([label, value]) => [el("dt", {}, label), el("dd", {}, String(value))])));
}

export function policies({ claim }) {
  return el("section", { class: "card", id: "claim-policies" },
    el("h3", {}, both("保单", "Policies")),
    claim.policies.map((one) => el("details", { open: claim.policies.length === 1 },
      el("summary", {}, `${one.product} · ${one.plan} · ${one.number}`),
      el("dl", {},
        [["保司 Insurer", one.insurer], ["期间 Period", `${one.effective} – ${one.expiry || "终身 whole life"}`],
          ["出险日有效 In force then", one.in_force === null ? "?" : one.in_force ? "是 yes" : "否 no"], ["状态 State", one.status],
          ["保额 Sum insured", `¥${one.sum_insured}`], ["等待期 Waiting days", String(one.waiting_days)],
          ["被保险人 Insured", one.people.map((person) => `${person.claims ? "▸" : ""}${person.name} (${person.relation})`).join("，")],
        ].flatMap(([label, value]) => [el("dt", {}, label), el("dd", {}, value)])),
      el("details", { class: "clauses" }, el("summary", {}, both("条款", "Clauses")),
        one.clauses.map((clause) => el("details", {}, el("summary", {}, `${clause.no} ${clause.title}`), el("p", {}, clause.text)))))));
}

/** The claim's own moves and what staff did, as one list by time. */
export function timeline({ claim }) {
  const moves = claim.steps.map((one) => ({
    at: one.at, title: words(MOVE, one.move), who: one.by || words(ACTOR, one.actor), text: [one.clause, one.note].filter(Boolean).join(" · "), move: true,
  }));
  const acts = claim.timeline.map((one) => ({
    at: one.at, title: words(ACTION, one.action), who: one.actor, text: Object.values(one.details).filter(Boolean).join(" · "),
  }));
  const all = [...moves, ...acts].sort((one, other) => new Date(other.at) - new Date(one.at));
  return el("section", { class: "card", id: "claim-timeline" },
    el("h3", {}, both("记录", "Timeline"), el("span", { class: "quiet" }, `查看 ${claim.views} 次 views`)),
    el("ol", { class: "timeline" }, all.map((one) => el("li", { class: one.move ? "move" : "" },
      el("span", {}, el("strong", {}, one.title), ` ${one.who} · ${time(one.at)}`), one.text && el("span", {}, one.text)))));
}

// The calculation with its explanation, lines that can be edited with a reason, and the insurers' figures beside ours.

import { el } from "/web/dom.js";
import { FACT, INSURER, both, reason, words } from "./claims_words.js";
import { time } from "./desk_api.js";

export function calculation(desk) {
  const { claim, take, drafts } = desk;
  const { calculation: sums } = claim;
  const open = claim.can.includes("approve") && !claim.proposal;
  const edited = sums.lines.some((one) => one.edited_by);
  const again = () => {
    if (!edited || drafts.sure) take("recalculate", {}, ["sure"]);
    else { drafts.sure = "yes"; desk.redraw(); }
  };
  return el("section", { class: "card", id: "claim-calculation" },
    el("h3", {}, both("核算", "Calculation")),
    sums.old && el("p", { class: "banner risk-open" }, both(`材料或既往赔付有变动，现在应为 ¥${sums.fresh_total}`, "documents or earlier claims changed: calculate again")),
    sums.doubts.length > 0 && el("p", { class: "chips" }, sums.doubts.map((one) => el("span", { class: "chip" }, reason(one)))),
    el("table", { class: "sums" },
      el("thead", {}, el("tr", {}, ["索赔 Claimed", "按规则 By rules", "应付 Payable", "理由 Reason"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, sums.lines.flatMap((one) => line(desk, one, open))),
      el("tfoot", {}, el("tr", {}, el("th", { scope: "row", colspan: 2 }, both("合计", "Total")), el("td", { class: "money total" }, `¥${sums.total}`), el("td", {},
        open && el("button", { type: "button", "data-step": "recalculate", on: { click: again } },
          edited && drafts.sure ? both("确认：放弃手工调整", "Sure: drop what was edited") : both("重新核算", "Calculate again")))))),
    (open || Object.keys(claim.proven).length > 0) && facts(desk, open),
    open && claim.policies.length > 0 && added(desk),
    !claim.policies.length && open && attach(desk));
}

function line(desk, one, open) {
  const { take, draft } = desk;
  const name = `line-${one.policy}-${one.benefit}`;
  const payable = draft("input", `${name}-payable`, { class: "money", inputmode: "decimal", "aria-label": "应付 Payable" }, one.payable);
  const why = draft("input", `${name}-reason`, { maxlength: 500, "aria-label": "理由 Reason", placeholder: "改动须写理由 why" }, one.reason);
  const send = () => take("edit-line", { policy: one.policy, benefit: one.benefit, payable: payable.value.trim(), reason: why.value },
    [`${name}-payable`, `${name}-reason`]);
  return [
    el("tr", { class: one.edited_by ? "edited of" : "of" }, el("th", { scope: "rowgroup", colspan: 4 }, one.name.zh, " ", el("span", { lang: "en" }, one.name.en),
      el("span", { class: "quiet" }, ` ${both("条款", "")[0]}${one.article} · …${one.policy.slice(-6)}`),
      one.refused_by && el("span", { class: "late" }, ` 依据条款 by clause ${one.refused_by}`))),
    el("tr", { "data-line": one.benefit, class: one.edited_by ? "edited" : "" },
      el("td", { class: "money" }, one.claimed), el("td", { class: "money" }, one.by_rules),
      el("td", { class: "money" }, open ? payable : one.payable),
      el("td", {}, open
        ? el("span", { class: "row" }, why, el("button", { type: "button", "data-step": "edit-line", title: "保存 Save", "aria-label": "保存 Save", on: { click: send } }, "✓"))
        : one.reason)),
    el("tr", { class: "steps-of" }, el("td", { colspan: 4 },
      el("ul", {}, one.steps.zh.map((step, at) => el("li", {}, step, " ", el("span", { lang: "en" }, one.steps.en[at])))),
      one.edited_by && el("span", { class: "quiet" }, `— ${one.edited_by}`))),
  ];
}

/** What an assessor established, for the rules to calculate with. */
function facts({ claim, take, draft, drafts, redraw }, open) {
  const select = el("select", { "aria-label": "事实 Fact" }, claim.facts.map((code) => el("option", { value: code, selected: drafts.fact === code }, words(FACT, code))));
  select.addEventListener("change", () => { drafts.fact = select.value; redraw(); });
  const value = draft("textarea", "fact-value", { rows: ["items", "costs", "damages", "injuries"].includes(select.value) ? 3 : 1, maxlength: 2000, "aria-label": "认定 Value" });
  const send = (fact, text) => take("establish", { fact, value: text }, ["fact-value"]);
  return el("details", { open: Object.keys(claim.proven).length > 0 || drafts.fact !== undefined }, el("summary", {}, both("认定事实", "Established facts")),
    el("dl", { class: "proven" }, Object.entries(claim.proven).flatMap(([code, kept]) => [el("dt", {}, words(FACT, code)), el("dd", { "data-fact": code }, kept, " ",
      open && el("button", { type: "button", class: "link", on: { click: () => send(code, "") } }, both("撤销", "take back")))])),
    open && el("p", { class: "row" }, select, value, el("button", { type: "button", "data-step": "establish", on: { click: () => value.value.trim() && send(select.value, value.value) } }, both("认定", "Establish"))));
}

/** A benefit the rules left out. */
function added({ claim, take, draft }) {
  const there = new Set(claim.calculation.lines.map((one) => `${one.policy} ${one.benefit}`));
  const options = claim.policies.flatMap((policy) => policy.benefits
    .filter((one) => !there.has(`${policy.number} ${one.code}`))
    .map((one) => el("option", { value: `${policy.number} ${one.code}` }, `${one.name} ${one.article} · …${policy.number.slice(-6)}`)));
  if (!options.length) return false;
  const select = el("select", { "aria-label": "责任 Benefit" }, options);
  const payable = draft("input", "added-payable", { class: "money", inputmode: "decimal", placeholder: "0.00", "aria-label": "应付 Payable" });
  const why = draft("input", "added-reason", { maxlength: 500, placeholder: "理由 why", "aria-label": "理由 Reason" });
  const send = () => {
    const [policy, benefit] = select.value.split(" ");
    take("edit-line", { policy, benefit, payable: payable.value.trim(), reason: why.value }, ["added-payable", "added-reason"]);
  };
  return el("details", {}, el("summary", {}, both("加一项责任", "Add a benefit")),
    el("p", { class: "row" }, select, payable, why, el("button", { type: "button", on: { click: send } }, both("加上", "Add"))));
}

function attach({ take, draft }) {
  const number = draft("input", "attach-policy", { maxlength: 100, "aria-label": "保单号 Policy number" });
  const place = draft("input", "attach-place", { inputmode: "numeric", size: 3, placeholder: "第几位被保险人 place, from 1", "aria-label": "第几位 Place" });
  const send = () => {
    const insured = Number.parseInt(place.value, 10);
    take("attach-policy", { policy: number.value.trim(), ...(insured > 0 && { insured: insured - 1 }) }, ["attach-policy", "attach-place"]);
  };
  return el("p", { class: "row banner" }, both("没有保单，按保单号关联", "No policy: attach one by its number"), number, place,
    el("button", { type: "button", "data-step": "attach-policy", on: { click: send } }, both("关联", "Attach")));
}

export function insurers({ claim, take }) {
  if (!claim.insurers.length) return false;
  return el("section", { class: "card", id: "claim-insurers" },
    el("h3", {}, both("保险公司", "Insurers")),
    el("table", { class: "sums" },
      el("thead", {}, el("tr", {}, ["保司 Insurer", "我方 Ours", "保司 Theirs", "状态 State", ""].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, claim.insurers.map((one) => el("tr", { class: one.state && one.state !== "pending" ? (one.agrees ? "agrees" : "wrong") : "", "data-insurer": one.policy },
        el("th", { scope: "row" }, one.insurer, el("span", { class: "quiet" }, ` …${one.policy.slice(-6)}`)),
        el("td", { class: "money" }, one.ours), el("td", { class: "money" }, one.amount ?? "–"),
        el("td", {}, words(INSURER, one.state), one.reason && ` ${one.reason}`, one.at && el("span", { class: "quiet" }, ` ${time(one.at)}`)),
        el("td", {}, el("button", { type: "button", "data-step": "hand-over", disabled: one.state === "pending" || Number(one.ours) <= 0,
          on: { click: () => take("hand-over", { policy: one.policy }) } }, one.state ? both("再移交", "Again") : both("移交", "Hand over"))))))));
}

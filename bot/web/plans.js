/** The plans side by side: one table, the same rows for each. Narrow screens swipe through it, the row names stay. */

import { el } from "./dom.js";
import { money, say } from "./strings.js";

const ROWS = [
  ["premium", (plan) => [el("strong", { class: "amount" }, plan.premium_text ?? money(plan.premium, plan.currency)), overBudget(plan)]],
  ["sum_insured", (plan) => [plan.sum_insured_text ?? money(plan.sum_insured, plan.currency)]],
  ["underwriting", (plan) => [plan.decision_text || say(`outcome_${plan.decision ?? "standard"}`)]],
  ["deductible", (plan) => [plan.deductible_text ?? money(plan.deductible, plan.currency)]],
  ["waiting", (plan) => [plan.waiting_text ?? waitingDays(plan.waiting_days)]],
  ["exclusions", (plan) => [list(plan.exclusions)]],
  ["insurer", (plan) => [plan.insurer]],
  ["reasons", (plan) => [list(plan.reasons, "reasons")]],
];

/** What underwriting says is a row where there is something to tell: a condition that was named, or an outcome of its own. */
function rowsFor(plans) {
  return ROWS.filter(([name]) => name !== "underwriting" || plans.some((plan) => plan.decision_text));
}

/** The table, and the buttons that belong to none of the plans. */
export function plansTable(plans, buttons, message, tapped) {
  const own = plans.map((plan) => buttons.find((button) => belongs(button, plan)) ?? (plan.payload ? plan : null));
  const rest = buttons.filter((button) => !own.includes(button));
  const table = el(
    "table",
    { class: "plans" },
    el("caption", { class: "sr-only" }, say("compare")),
    el("thead", {}, el("tr", {}, el("td", {}), plans.map(heading))),
    el("tbody", {}, rowsFor(plans).map(([name, cell]) => row(name, plans.map(cell)))),
    own.some(Boolean) && el("tfoot", {}, row("choose", plans.map((plan, i) => [choose(plan, own[i], message, tapped)]))),
  );
  return { table: el("div", { class: `plans-box count-${plans.length}` }, hint(), scrolled(table)), rest };
}

export function hint() {
  return el("p", { class: "swipe-hint", "aria-hidden": "true" }, say("swipe"));
}

export function scrolled(table) {
  return el("div", { class: "plans-scroll", tabindex: "0", role: "region", "aria-label": say("compare") }, table);
}

/** Whether a button chooses this plan, by the ids in its payload. */
function belongs(button, plan) {
  try {
    const values = JSON.parse(button.payload.slice(button.payload.indexOf("{")));
    return values.product === plan.product_id && values.plan === plan.plan_id;
  } catch {
    return false;
  }
}

function heading(plan) {
  return el("th", { scope: "col", class: plan.role }, plan.role_name && el("span", { class: "role" }, plan.role_name), named(plan.name));
}

/** A plan's name under its product's, with a mark before it. */
export function named(name, mark = "") {
  const [product, ...rest] = String(name ?? "").split(" · ");
  return [el("span", { class: "plan-name" }, `${mark}${product}`), rest.length > 0 && el("span", { class: "plan-variant" }, rest.join(" · "))];
}

function row(name, cells) {
  return el(
    "tr",
    { class: `row-${name}` },
    el("th", { scope: "row" }, say(`row_${name}`)),
    cells.map((cell) => el("td", {}, cell)),
  );
}

function choose(plan, button, message, tapped) {
  if (!button) return null;
  const chosen = message.closed && message.answer === button.title;
  const attributes = {
    type: "button",
    class: chosen ? "choose chosen" : "choose",
    disabled: message.closed,
    title: button.title,
    "aria-label": `${say("choose")}: ${plan.name}`,
    on: { click: () => tapped(button.title, button.payload) },
  };
  return el("button", attributes, say("choose"));
}

function overBudget(plan) {
  return plan.over_budget ? el("span", { class: "over-budget" }, say("over_budget")) : null;
}

function list(items, kind = "") {
  if (!Array.isArray(items) || !items.length) return say("none");
  return el("ul", { class: kind }, items.map((item) => el("li", {}, item)));
}

function waitingDays(days) {
  return days ? `${days} ${say("days")}` : say("none");
}

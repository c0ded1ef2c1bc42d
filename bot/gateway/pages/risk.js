// The review queue: a list of cases with filters and pages; a case opens beside it.

import { el } from "/web/dom.js";
import { call, guarded, tell, time } from "./desk_api.js";
import { showCase } from "./risk_case.js";
import { KIND, SIGNAL, STATUS } from "./risk_words.js";

const SIZE = 20;
const list = document.getElementById("cases");
const form = document.getElementById("risk-filter");
const pages = document.getElementById("pages");
let page = 1;

for (const [table, words] of Object.entries(SIGNAL)) form.signal.append(el("option", { value: table }, words));

export async function showCases() {
  const query = new URLSearchParams({ page, size: SIZE });
  for (const status of form.status.value.split(",").filter(Boolean)) query.append("status", status);
  if (form.signal.value) query.set("signal", form.signal.value);
  if (form.q.value.trim()) query.set("q", form.q.value.trim());
  const { cases, total } = await call(`/api/v1/risk/cases?${query}`);
  list.replaceChildren(...cases.map(row));
  const last = Math.max(1, Math.ceil(total / SIZE));
  pages.querySelector("span").textContent = `${page} / ${last} · 共 ${total} 件 cases`;
  document.getElementById("earlier").disabled = page <= 1;
  document.getElementById("later").disabled = page >= last;
  if (!total) tell("没有符合条件的案件 No cases match");
}

function row(one) {
  const late = one.status === "open" && new Date(one.due) < new Date();
  return el("li", {},
    el("button", { type: "button", "data-case": one.number, on: { click: () => guarded(() => open(one.number)) } },
      el("span", { class: "case-head" }, el("strong", {}, one.number), el("span", { class: "score" }, `${one.score}`)),
      el("span", {}, `${KIND[one.kind]} · ${one.product}`),
      el("span", { class: "chips" }, one.tables.map((table) => el("span", { class: "chip" }, SIGNAL[table] || table))),
      el("span", { class: late ? "late" : "quiet" },
        `${STATUS[one.status]} · 答复期限 due ${time(one.due)}${one.assignee ? ` · ${one.assignee}` : ""}`)));
}

async function open(number) {
  for (const button of list.querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.case === number));
  }
  await showCase(number, showCases);
}

function turn(to) {
  page = to;
  guarded(showCases);
}

document.getElementById("earlier").addEventListener("click", () => turn(page - 1));
document.getElementById("later").addEventListener("click", () => turn(page + 1));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  turn(1);
});

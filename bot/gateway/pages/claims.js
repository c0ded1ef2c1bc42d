// The assessors' queue: claims by deadline with filters and pages; one opens beside it.

import { el } from "/web/dom.js";
import { closeClaim, showClaim } from "./claims_case.js";
import { REFUSED, STATUS, TYPE, both, words } from "./claims_words.js";
import { call, guarded, isShortcut, teach, tell } from "./desk_api.js";

const SIZE = 25;
const TICK = 30_000;
const HOUR = 3_600_000;
const list = document.getElementById("claims-list");
const form = document.getElementById("claims-filter");
const pages = document.getElementById("claims-pages");
let page = 1;
let you = "";
let ahead = 0; // of the server's clock before this one, in milliseconds
let opened = "";

teach(REFUSED);

export async function showClaims() {
  const query = new URLSearchParams({ page, size: SIZE });
  for (const status of form.status.value.split(",").filter(Boolean)) query.append("status", status);
  if (form.whose.value === "nobody") query.set("unassigned", "1");
  if (form.whose.value === "mine" && you) query.set("assessor", you);
  if (form.q.value.trim()) query.set("q", form.q.value.trim());
  const found = await call(`/api/v1/claims?${query}`);
  const stranger = !you;
  you = found.you;
  if (stranger && form.whose.value === "mine") {
    await showClaims();
    return;
  }
  ahead = new Date(found.now) - Date.now();
  list.replaceChildren(...found.claims.map(row));
  const last = Math.max(1, Math.ceil(found.total / SIZE));
  pages.querySelector("span").textContent = `${page} / ${last} · ${found.total}`;
  document.getElementById("claims-earlier").disabled = page <= 1;
  document.getElementById("claims-later").disabled = page >= last;
  mark();
  if (!found.total) tell("没有符合条件的理赔 No claims match");
}

function row(one) {
  return el("li", {},
    el("button", { type: "button", "data-claim": one.number, on: { click: () => guarded(() => open(one.number)) } },
      el("span", { class: "case-head" }, el("strong", {}, one.number.slice(-6)), countdown(one.due)),
      el("span", {}, `${words(TYPE, one.type)} · ${one.insured || "?"}`),
      el("span", { class: "quiet" }, one.product || both("没有保单", "no policy")),
      el("span", { class: "case-head" },
        el("span", { class: "quiet" }, `${words(STATUS, one.status)}${one.assessor ? ` · ${one.assessor}` : ""}`),
        el("span", { class: "money" }, one.payable === null ? "–" : `¥${one.payable}`)),
      one.proposed_by && el("span", { class: "chip waits" }, both("待第二人确认", "awaits a second"))));
}

/** When the customer was promised to hear, as time that is left; it counts down by itself. */
export function countdown(due) {
  const shown = el("span", { class: "due", "data-due": due || "" });
  count(shown);
  return shown;
}

function count(shown) {
  const { due } = shown.dataset;
  if (!due) return;
  const left = new Date(due) - Date.now() - ahead;
  shown.className = `due ${left < 0 ? "over" : left < 4 * HOUR ? "urgent" : left < 24 * HOUR ? "soon" : "fine"}`;
  shown.textContent = `${left < 0 ? "超时 late " : "剩 "}${spell(Math.abs(left))}`;
  shown.title = new Date(due).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });
}

function spell(milliseconds) {
  const hours = Math.floor(milliseconds / HOUR);
  if (hours >= 48) return `${Math.floor(hours / 24)}天 ${hours % 24}小时`;
  return `${hours}:${String(Math.floor((milliseconds % HOUR) / 60_000)).padStart(2, "0")}`;
}

async function open(number) {
  opened = number;
  mark();
  await showClaim(number, { changed: showClaims, countdown });
}

function mark() {
  for (const button of list.querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.claim === opened));
  }
}

/** The claim `by` places further down the list. */
function step(by) {
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button.dataset.claim === opened);
  const next = buttons[Math.min(Math.max(at + by, 0), buttons.length - 1)];
  if (!next) return;
  next.scrollIntoView({ block: "nearest" });
  guarded(() => open(next.dataset.claim));
}

function turn(to) {
  page = to;
  guarded(showClaims);
}

document.getElementById("claims-earlier").addEventListener("click", () => turn(page - 1));
document.getElementById("claims-later").addEventListener("click", () => turn(page + 1));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  closeClaim();
  opened = "";
  turn(1);
});
document.addEventListener("keydown", (event) => {
  if (!isShortcut(event) || document.getElementById("claims").hidden) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
setInterval(() => {
  for (const shown of document.querySelectorAll("[data-due]")) count(shown);
}, TICK);

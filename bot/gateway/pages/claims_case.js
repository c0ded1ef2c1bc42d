// One claim: the documents on the left stay in sight while everything else is worked on at the right.

import { el } from "/web/dom.js";
import { decisionPanel } from "./claims_decide.js";
import { calculation, insurers } from "./claims_money.js";
import { checklist, fields } from "./claims_papers.js";
import { policies, story, timeline } from "./claims_story.js";
import { forget, viewer } from "./claims_viewer.js";
import { RISK, STATUS, TYPE, both, reason, words } from "./claims_words.js";
import { call, guarded, tell, time } from "./desk_api.js";

const article = document.getElementById("claim");
let shown = null; // the claim as it was read
let paper = ""; // the document that is looked at
let drafts = {}; // what is typed and not yet sent; it outlives looking again
let around = {};

export function closeClaim() {
  article.hidden = true;
  shown = null;
  forget();
}

export async function showClaim(number, { changed, countdown }) {
  const read = await call(`/api/v1/claims/${encodeURIComponent(number)}`);
  if (!shown || shown.number !== number) {
    drafts = {};
    paper = read.papers[0]?.id || "";
    forget();
  }
  shown = read;
  around = { changed, countdown };
  draw();
}

/** Take a step on the version that is shown; `kept` names drafts that are done with. */
function take(step, body = {}, kept = []) {
  return guarded(async () => {
    shown = await call(`/api/v1/claims/${encodeURIComponent(shown.number)}/${step}`, { version: shown.version, ...body });
    for (const name of kept) delete drafts[name];
    draw();
    await around.changed();
    tell(`已记录 Recorded: ${shown.number}`);
  });
}

/** An input or textarea whose text stays when the claim is drawn again. */
function draft(tag, name, attributes = {}, first = "") {
  const element = el(tag, { ...attributes, "data-draft": name, on: { input: () => { drafts[name] = element.value; } } });
  element.value = drafts[name] ?? first;
  return element;
}

function choose(id) {
  paper = id;
  draw();
}

function draw() {
  const at = article.querySelector(".claim-side")?.scrollTop || 0;
  if (!shown.papers.some((one) => one.id === paper)) paper = shown.papers[0]?.id || "";
  const desk = { claim: shown, paper: shown.papers.find((one) => one.id === paper), take, draft, choose, drafts, redraw: draw };
  article.replaceChildren(
    head(),
    el("div", { class: "claim-work" },
      viewer(desk),
      el("div", { class: "claim-side" }, jumps(),
        fields(desk), checklist(desk), calculation(desk), decisionPanel(desk), insurers(desk), story(desk), policies(desk),
        timeline(desk))));
  article.hidden = false;
  article.querySelector(".claim-side").scrollTop = at;
}

const PARTS = [
  ["fields", "识别", "Read"], ["checklist", "清单", "Checklist"], ["calculation", "核算", "Calculation"], ["decision", "核定", "Decision"],
  ["insurers", "保司", "Insurers"], ["story", "客户", "Customer"], ["policies", "保单", "Policies"], ["timeline", "记录", "Timeline"],
];

function jumps() {
  return el("nav", { class: "jumps", "aria-label": "本案 This claim" }, PARTS.map(([id, zh, en]) => el("button", {
    type: "button", on: { click: () => document.getElementById(`claim-${id}`)?.scrollIntoView({ block: "start" }) },
  }, both(zh, en))));
}

function head() {
  const mine = shown.assessor === shown.you;
  const assign = (zh, en, to) =>
    el("button", { type: "button", "data-step": "assign", on: { click: () => take("assign", { to }) } }, both(zh, en));
  const { risk } = shown;
  return el("header", { class: "claim-head" },
    el("h2", {}, shown.number), el("span", { class: `chip status ${shown.status}` }, words(STATUS, shown.status)),
    around.countdown(shown.due),
    el("span", {}, `${words(TYPE, shown.type)} · ${shown.insured || "?"} · ${shown.product || "–"}`),
    el("span", { class: "quiet" }, `${both("报案", "reported")[0]}${time(shown.reported)}`),
    el("span", { class: "quiet who" }, shown.assessor ? `${shown.assessor}` : both("无人处理", "nobody's")),
    mine ? assign("退回队列", "Put back", "") : assign("我来处理", "Take it", shown.you),
    shown.account && el("span", { class: "quiet" }, `${shown.account.name} ${shown.account.bank} ····${shown.account.tail}`),
    shown.reasons.length > 0 && el("p", { class: "chips" }, shown.reasons.map((one) => el("span", { class: "chip" }, reason(one)))),
    risk.state && el("p", { class: `banner risk-${risk.state}` }, RISK[risk.state], risk.case && ` · ${risk.case} · ${risk.score}`),
    shown.papers_waiting > 0 && el("p", { class: "banner" }, both(`还有 ${shown.papers_waiting} 份材料在识别`, "documents are still being read")));
}

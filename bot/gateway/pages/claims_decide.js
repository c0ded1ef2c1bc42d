// Deciding: approve, approve in part or refuse with the clause, ask for more; a second assessor confirms what is large.

import { el } from "/web/dom.js";
import { CHOICE, MOVE, both, words } from "./claims_words.js";
import { time } from "./desk_api.js";

const WITH_CLAUSE = ["approve_partly", "refuse"];
const CHOICES = ["approve", "approve_partly", "refuse", "ask_more", "reopen"];
const STEP = { approve: "approve", approve_partly: "approve-partly", refuse: "refuse", ask_more: "ask-more", reopen: "reopen" };

export function decisionPanel(desk) {
  const { claim, drafts } = desk;
  const possible = CHOICES.filter((move) => claim.can.includes(move));
  const move = possible.includes(drafts.move) ? drafts.move : possible[0];
  return el("section", { class: "card", id: "claim-decision" },
    el("h3", {}, both("核定", "Decision")),
    claim.proposal ? proposal(desk) : [
      possible.length === 0 && el("p", { class: "quiet" }, both("现在没有可做的决定", "Nothing to decide now")),
      possible.length > 0 && el("div", { class: "choices", role: "group" }, possible.map((one) => el("button", {
        type: "button", "data-move": one, "aria-pressed": String(one === move), class: one,
        on: { click: () => { drafts.move = one; desk.redraw(); } },
      }, words(CHOICE, one)))),
      move && form(desk, move),
    ],
    note(desk));
}

function form(desk, move) {
  const { claim, take, draft, drafts } = desk;
  const text = move === "approve" ? null : draft("textarea", "words", { rows: 3, maxlength: 2000, id: "claim-words" });
  const clauses = WITH_CLAUSE.includes(move) && claim.policies.length > 0 ? clauseChoice(desk) : null;
  const send = () => {
    const body = { words: text?.value ?? "" };
    if (move === "reopen") body.note = body.words;
    if (clauses && drafts.clause) {
      const [policy, article] = drafts.clause.split(" ");
      body.clause = { policy, article };
    }
    if (move === "ask_more") body.documents = [...document.querySelectorAll("#claim-documents input:checked")].map((one) => one.value);
    take(STEP[move], body, ["words", "clause", "move", "documents"]);
  };
  const wait = claim.risk.state === "open" && ["approve", "approve_partly"].includes(move);
  return el("div", { class: "deciding" },
    move === "ask_more" && wanted(desk),
    clauses,
    text && el("label", { for: "claim-words" }, move === "reopen" ? both("重开原因（内部）", "Why (internal)") : both("写给客户的话", "Words for the customer")), text,
    el("p", { class: "row" },
      el("button", { type: "button", "data-step": STEP[move], disabled: wait, class: move === "refuse" ? "bad" : "good", on: { click: send } },
        words(CHOICE, move), move.startsWith("approve") && ` ¥${claim.calculation.total}`),
      wait && el("span", { class: "late" }, both("风控审查中，请等待", "risk review open: wait"))));
}

function clauseChoice({ claim, drafts, redraw }) {
  const select = el("select", { id: "claim-clause", "aria-label": "条款 Clause" },
    el("option", { value: "" }, "选条款 Choose the clause"),
    claim.policies.map((policy) => el("optgroup", { label: `${policy.product} …${policy.number.slice(-6)}` },
      policy.clauses.map((one) => el("option", { value: `${policy.number} ${one.no}`, selected: drafts.clause === `${policy.number} ${one.no}` }, `${one.no} ${one.title}`)))));
  select.addEventListener("change", () => { drafts.clause = select.value; redraw(); });
  const chosen = claim.policies.flatMap((policy) => policy.clauses.map((one) => [`${policy.number} ${one.no}`, one.text])).find(([key]) => key === drafts.clause);
  return el("div", {}, select, chosen && el("blockquote", {}, chosen[1]));
}

/** Documents of the checklist first, as codes with a box each; which are ticked stays when the claim is drawn again. */
function wanted({ claim, drafts }) {
  const ticked = new Set(drafts.documents || []);
  const box = (one) => {
    const input = el("input", { type: "checkbox", value: one.kind, checked: ticked.has(one.kind) });
    input.addEventListener("change", () => {
      if (input.checked) ticked.add(one.kind); else ticked.delete(one.kind);
      drafts.documents = [...ticked];
    });
    return el("label", { class: one.status }, input, ` ${one.name.zh} `, el("span", { lang: "en" }, one.name.en));
  };
  return el("fieldset", { id: "claim-documents" }, el("legend", {}, both("要补的材料", "Documents wanted")),
    claim.checklist.map(box), claim.other_documents.map(box));
}

function proposal(desk) {
  const { claim, take, draft } = desk;
  const { proposal: made } = claim;
  const own = made.by === claim.you;
  const why = draft("input", "rejection", { maxlength: 2000, placeholder: "理由 why", "aria-label": "理由 Reason" });
  return el("div", { class: "banner waits" },
    el("p", {}, el("strong", {}, words(MOVE, made.move)), ` ¥${made.total} · ${made.by} · ${time(made.at)}`),
    made.clause && el("p", {}, both("条款", "Clause"), made.clause), made.words && el("p", {}, `“${made.words}”`),
    el("p", { class: "row" },
      el("button", { type: "button", "data-step": "confirm", disabled: own, class: "good", on: { click: () => take("confirm") } }, both("确认", "Confirm")),
      why, el("button", { type: "button", "data-step": "reject-proposal", on: { click: () => take("reject-proposal", { note: why.value }, ["rejection"]) } },
        own ? both("收回", "Withdraw it") : both("退回", "Reject")),
      own && el("span", { class: "quiet" }, both("需要另一位核赔员确认", "another assessor has to confirm"))));
}

function note({ take, draft }) {
  const text = draft("input", "note", { maxlength: 2000, "aria-label": "备注 Note", placeholder: "内部备注 internal note" });
  return el("p", { class: "row" }, text,
    el("button", { type: "button", "data-step": "notes", on: { click: () => take("notes", { note: text.value }, ["note"]) } }, both("加备注", "Add note")));
}

/** Cards for the `custom` part of messages: design section 4 is the contract. Each says in words what the text said. */

import { facts, firstLine, frame, heading, unbroken } from "./card_parts.js";
import { checklist, claimReceipt, claimStatus } from "./claims.js";
import { claimSummary } from "./claim_summary.js";
import { comparison } from "./comparison.js";
import { filesCard } from "./sent_files.js";
import { el, safeUrl } from "./dom.js";
import { prose, without } from "./prose.js";
import { providerOrder, providerOrders, providers } from "./providers.js";
import { money, say, when } from "./strings.js";

const CARDS = {
  quote, underwriting, confirm, payment, receipt, policies, clause, term, comparison, handoff, checklist, providers,
  claim_status: claimStatus, provider_order: providerOrder, provider_orders: providerOrders, files: filesCard,
};

/**
 * `{lead, rich}`: the words before the card, and the card; `buttons` when it shows some of them itself. Null for a type
 * that has none: its text stands alone.
 */
export function card(custom, text, message, tapped) {
  const draw = Object.hasOwn(CARDS, custom.type) ? CARDS[custom.type] : null;
  try {
    return draw ? draw(custom, text, message, tapped) : null;
  } catch (error) {
    console.warn("a card could not be drawn", custom.type, error); // a field that is missing must not hide the words
    return null;
  }
}

const withoutList = (text) => text.split("\n").filter((line) => !line.trimStart().startsWith("·")).join("\n").trim();

function quote(custom, text) {
  const premium = custom.premium_text ?? money(custom.premium, custom.currency);
  const lead = custom.replaces ? withoutList(text) : firstLine(text);
  const rich = frame(
    "quote",
    say("quote"),
    !lead.includes(custom.name) && el("p", { class: "card-name" }, custom.name),
    el("p", { class: "headline" }, premium),
    custom.premium_before && el("p", { class: "muted" }, say("before"), " ", el("s", {}, money(custom.premium_before, custom.currency))),
    facts([
      [say("row_sum_insured"), custom.sum_insured && money(custom.sum_insured, custom.currency)],
      [say("cover"), custom.cover],
      [say("valid_until"), when(custom.valid_until)],
    ]),
    custom.breakdown?.length &&
      el(
        "details",
        { class: "breakdown", open: true },
        el("summary", {}, say("breakdown")),
        facts(custom.breakdown.map(({ label, value }) => [label, value])),
      ),
  );
  return { lead, rich };
}

const GOOD = { standard: "good", loading: "care", exclusion: "care", refer: "care", postpone: "bad", decline: "bad" };

function underwriting(custom, text) {
  const decision = Object.hasOwn(GOOD, custom.decision) ? custom.decision : "refer";
  const unsaid = (custom.reasons ?? []).filter((reason) => !text.includes(reason));
  const badge = el("p", { class: `badge ${GOOD[decision]}` }, say(`decision_${decision}`));
  const rich = el("section", { class: "decision", "aria-label": say("underwriting") }, badge,
    prose(text), unsaid.length > 0 && el("ul", {}, unsaid.map((reason) => el("li", {}, reason))));
  return { lead: "", rich };
}

function confirm(custom, text, message, tapped) {
  if (custom.claim_number) return claimSummary(custom, text, message, tapped);
  const edit = (answer) =>
    el(
      "button",
      { type: "button", class: "edit", disabled: message.closed, "aria-label": answer.title ?? `${say("edit")}: ${answer.label}`,
        on: { click: () => tapped(answer.title ?? `${say("edit")}: ${answer.label}`, answer.payload) } },
      say("edit"),
    );
  const rows = [
    ...(custom.facts ?? []).map((fact) => [fact, null]),
    ...(custom.answers ?? []).map((answer) => [answer, answer.payload ? edit(answer) : null]),
  ];
  const rich = frame(
    "confirm",
    say("confirm"),
    el("dl", { class: "facts editable" }, rows.map(([row, button]) => el("div", {}, el("dt", {}, row.label), el("dd", {}, unbroken(row.value)), button && el("dd", { class: "edit-cell" }, button)))),
  );
  return { lead: withoutList(text), rich };
}

function payment(custom, text, message) {
  const url = message.paid ? null : safeUrl(custom.url);
  const pay = url && el("a", { class: "action primary", href: url, target: "_blank", rel: "noopener" }, say("pay"), el("span", { class: "sr-only" }, ` (${say("pay_opens")})`));
  const left = el("p", { class: "muted countdown" });
  if (message.paid) left.textContent = say("paid");
  else countdown(left, pay, new Date(custom.expires_at ?? NaN));
  const rich = frame("payment", say("payment"), heading(say("payment")), custom.name && el("p", { class: "card-name" }, custom.name), el("p", { class: "headline" }, money(custom.amount, custom.currency)), pay, left);
  return { lead: url || message.paid ? without(text, [custom.url]) : text, rich }; // the button is the link
}

/** Tell the time left every second for as long as the card is in the page; then take the link away. */
function countdown(place, pay, end) {
  if (Number.isNaN(end.getTime())) return;
  let timer = 0;
  const tick = () => {
    if (timer && !place.isConnected) return clearInterval(timer);
    const left = Math.max(0, Math.floor((end - Date.now()) / 1000));
    const clock = `${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}`;
    place.textContent = left ? `${say("time_left")} ${clock}` : say("expired");
    if (!left) {
      pay?.remove();
      clearInterval(timer);
    }
  };
  tick();
  timer = setInterval(tick, 1000);
}

function receipt(custom, text) {
  if (custom.claim_number) return claimReceipt(custom, text);
  const refund = custom.refund !== undefined;
  const address = safeUrl(custom.document);
  const rich = frame(
    refund ? "receipt refund" : "receipt",
    say(refund ? "refund" : "receipt"),
    heading(say(refund ? "refund" : "receipt")),
    refund && el("p", { class: "headline" }, money(custom.refund, custom.currency)),
    facts([
      [say("policy_number"), custom.policy_number],
      [say("product"), custom.product],
      [say("plan"), custom.plan],
      [say("row_premium"), custom.premium && money(custom.premium, custom.currency)],
      [say("effective"), custom.effective],
      [say("expiry"), custom.expiry],
      [say("order"), refund ? custom.order_id : null],
      [say("next_step"), custom.next_step],
      [say("deadline"), custom.deadline && when(custom.deadline)],
    ]),
    address && el("a", { class: "action primary", href: address, target: "_blank", rel: "noopener" }, say("document")),
  );
  const lead = refund || !custom.policy_number ? without(text, [address && custom.document]) : "";
  return { lead, rich };
}

function policies(custom, text) {
  const one = (policy) => {
    const address = safeUrl(policy.document);
    return el(
      "li",
      { class: "card policy" },
      el("h3", {}, policy.name, el("span", { class: "status" }, policy.status)),
      facts([
        [say("policy_number"), policy.policy_number],
        [say("insured"), policy.insured],
        [say("row_sum_insured"), policy.sum_insured && money(policy.sum_insured, policy.currency)],
        [say("row_premium"), policy.premium && money(policy.premium, policy.currency)],
        [say("cover"), [policy.effective, policy.expiry].filter(Boolean).join(" — ")],
        [say("cooling_off"), policy.cooling_off_until],
      ]),
      address && el("a", { class: "action", href: address, target: "_blank", rel: "noopener" }, say("document")),
    );
  };
  return { lead: firstLine(text), rich: el("ul", { class: "policy-list" }, (custom.policies ?? []).map(one)) };
}

function clause(custom, text) {
  const article = String(custom.text ?? "");
  const number = custom.article === undefined ? "" : `${say("article")} ${custom.article}`;
  const source = [custom.product, [number, custom.title].filter(Boolean).join(" ")].filter(Boolean).join(" · ");
  const address = safeUrl(custom.url);
  const shown = [article, custom.title ?? article, custom.url, ...(custom.figures ?? [])].filter(Boolean);
  const summary = text.split("\n").filter((line) => !shown.some((part) => line.includes(part)));
  const figures = custom.figures?.length > 0 && el("ul", { class: "figures" }, custom.figures.map((line) => el("li", {}, line)));
  const link = address && el("a", { class: "link", href: address, target: "_blank", rel: "noopener" }, say("open_clauses"));
  const quoted = el("blockquote", { class: "clause" }, el("cite", {}, source), el("p", {}, article), link);
  return { lead: summary.join("\n").trim(), rich: el("div", { class: "answer" }, figures, quoted) };
}

function term(custom) {
  return { lead: "", rich: el("div", { class: "term" }, el("dfn", {}, custom.term), el("p", {}, custom.meaning)) };
}

function handoff(custom, text) {
  const rows = [[say("queue"), custom.queue_position && String(custom.queue_position)], [say("hours"), custom.hours]];
  return { lead: text, rich: frame("handoff", say("handoff"), heading(say("handoff")), facts(rows)) };
}

// The desk: signing in, changing between the views, handoff requests with masked transcripts.

import { el } from "/web/dom.js";
import { showClaims } from "./claims.js";
import { call, guarded, signedIn, signIn, tell, time } from "./desk_api.js";
import { showCases } from "./risk.js";

const table = document.getElementById("requests");
const section = document.getElementById("conversation");
const views = [...document.querySelectorAll("#views button")];
const show = { handoffs: showRequests, risk: showCases, claims: showClaims };

async function showRequests() {
  const { handoffs } = await call("/api/v1/handoffs");
  table.tBodies[0].replaceChildren(...handoffs.map((request) => {
    const open = el("button", { type: "button", on: { click: () => guarded(() => showConversation(request.sender)) } }, request.sender);
    return el("tr", {}, ...[time(request.at), open, request.reason, request.state].map((content) => el("td", {}, content)));
  }));
  table.hidden = handoffs.length === 0;
  if (!handoffs.length) tell("目前没有请求 There are no requests");
}

async function showConversation(sender) {
  const { transcript } = await call(`/api/v1/conversations/${encodeURIComponent(sender)}`);
  section.querySelector("ol").replaceChildren(
    ...transcript.map((line) => el("li", { class: line.author }, `${line.author}: ${line.text}`)),
  );
  section.hidden = false;
}

function current() {
  return views.find((button) => button.getAttribute("aria-pressed") === "true").dataset.view;
}

function change(view) {
  for (const button of views) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  for (const part of document.querySelectorAll("[data-of]")) part.hidden = part.dataset.of !== view;
  history.replaceState(null, "", view === "handoffs" ? location.pathname : `#${view}`);
  if (signedIn()) guarded(show[view]);
}

for (const button of views) button.addEventListener("click", () => change(button.dataset.view));
document.getElementById("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  signIn(document.getElementById("token").value);
  guarded(show[current()]);
});
const wanted = location.hash.slice(1);
if (Object.hasOwn(show, wanted)) change(wanted);

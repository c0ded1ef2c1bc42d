// Lists handoff requests and shows a conversation's masked transcript. The token stays in this page's memory only.
"use strict";

const status = document.getElementById("status");
const table = document.getElementById("requests");
const section = document.getElementById("conversation");
let token = "";

async function fetchJson(path) {
  const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
  if (response.status === 401 || response.status === 403) throw new Error("令牌无效 The token isn't valid");
  if (!response.ok) throw new Error(`暂时无法读取 Can't be read just now (${response.status})`);
  return response.json();
}

function cell(row, content) {
  const td = row.insertCell();
  td.append(content);
}

async function showRequests() {
  const { handoffs } = await fetchJson("/api/v1/handoffs");
  const body = table.tBodies[0];
  body.replaceChildren();
  for (const request of handoffs) {
    const row = body.insertRow();
    const open = document.createElement("button");
    open.type = "button";
    open.textContent = request.sender;
    open.addEventListener("click", () => guarded(() => showConversation(request.sender)));
    cell(row, new Date(request.at).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" }));
    cell(row, open);
    cell(row, request.reason);
    cell(row, request.state);
  }
  table.hidden = handoffs.length === 0;
  status.textContent = handoffs.length ? "" : "目前没有请求 There are no requests";
}

async function showConversation(sender) {
  const { transcript } = await fetchJson(`/api/v1/conversations/${encodeURIComponent(sender)}`);
  const list = section.querySelector("ol");
  list.replaceChildren();
  for (const line of transcript) {
    const item = document.createElement("li");
    item.className = line.author;
    item.textContent = `${line.author}: ${line.text}`;
    list.append(item);
  }
  section.hidden = false;
}

async function guarded(work) {
  try {
    await work();
  } catch (error) {
    status.textContent = error.message;
  }
}

document.getElementById("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  token = document.getElementById("token").value;
  guarded(showRequests);
});

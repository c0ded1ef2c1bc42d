// Calls to the staff API. The token stays in this page's memory only.

import { el } from "/web/dom.js";

let token = "";
const told = {};
const status = () => document.getElementById("status");

export function signIn(given) {
  token = given;
}

export const signedIn = () => token !== "";

/** Words for the codes of refusals; others are told with the server's detail. */
export function teach(codes) {
  Object.assign(told, codes);
}

/** A picture or file of the API, as an object URL the caller gives back. */
export async function fetched(path) {
  const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`暂时无法显示 Can't be shown (${response.status})`);
  return URL.createObjectURL(await response.blob());
}

export async function call(path, body) {
  const headers = { Authorization: `Bearer ${token}` };
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(path, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
  if (response.status === 401) throw new Error("令牌无效 The token isn't valid");
  if (response.status === 403) throw new Error("这个令牌不能查看此处 This token has no access here");
  if (response.status === 409 || response.status === 400) {
    const { message, detail, code } = await response.json();
    throw new Error(told[code] ? `${told[code]} (${detail})` : `${message.zh} ${message.en} (${detail || response.status})`);
  }
  if (!response.ok) throw new Error(`暂时无法读取 Can't be read just now (${response.status})`);
  return response.json();
}

/** Do something; what goes wrong is told in the status line. */
export async function guarded(work) {
  try {
    status().textContent = "";
    await work();
  } catch (error) {
    status().textContent = error.message;
  }
}

export function tell(text) {
  status().textContent = text;
}

export const time = (iso) => new Date(iso).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });

/** Chinese and English side by side. */
export const both = (zh, en) => [`${zh} `, el("span", { lang: "en" }, en)];

/** Whether a key pressed on the desk is a shortcut: nobody is typing, and no other program's key is held with it. */
export function isShortcut(event) {
  return !event.target.closest("input, textarea, select") && !event.ctrlKey && !event.metaKey && !event.altKey;
}

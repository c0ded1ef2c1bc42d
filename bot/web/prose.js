/** What the bot says as paragraphs, lists and links; text nodes only. */

import { el, safeUrl } from "./dom.js";
import { say } from "./strings.js";

const BULLET = /^\s*·\s*/;
const ADDRESS = /(https?:\/\/[^\s，。；）》」]+|\/(?:documents|products)\/[^\s，。；）》」]+)/;

/** Elements for a text: lines that begin with "·" become a list, an address becomes a short link. */
export function prose(text) {
  const blocks = [];
  for (const line of text.split("\n")) {
    const kind = BULLET.test(line) ? "ul" : "p";
    if (blocks.at(-1)?.kind === kind) blocks.at(-1).lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks.map(({ kind, lines }) =>
    kind === "ul"
      ? el("ul", { class: "points" }, lines.map((line) => el("li", {}, linked(line.replace(BULLET, "")))))
      : el("p", { class: "text" }, linked(lines.join("\n"))),
  );
}

/** The text without the lines that only carry these addresses: a button stands for them. */
export function without(text, addresses) {
  const hidden = addresses.filter(Boolean);
  return text.split("\n").filter((line) => !hidden.some((address) => line.includes(address))).join("\n").trim();
}

function linked(text) {
  return text.split(ADDRESS).map((part, i) => {
    const address = i % 2 ? safeUrl(part) : null;
    if (!address) return part;
    const name = part.includes("/products/") ? say("open_clauses") : part.startsWith("/") ? say("open_document") : new URL(address).host;
    return el("a", { class: "link", href: address, title: address, target: "_blank", rel: "noopener" }, name);
  });
}

/** Some plans side by side, row by row: a table that keeps its row names in sight on a phone. */

import { firstLine } from "./card_parts.js";
import { el } from "./dom.js";
import { hint, named, scrolled } from "./plans.js";
import { prose } from "./prose.js";
import { say } from "./strings.js";

const MARKS = "①②③④⑤⑥⑦⑧⑨";

/** The table with what differs first, then what it comes to. */
export function comparison(custom, text) {
  const columns = custom.columns ?? [];
  const differing = custom.rows.filter((row) => row.differs);
  const alike = custom.rows.filter((row) => !row.differs);
  const table = el(
    "table",
    { class: "plans compared" },
    el("caption", { class: "sr-only" }, say("compare")),
    el("thead", {}, el("tr", {}, el("td", {}), columns.map(heading))),
    el("tbody", {}, differing.map((row) => line(row, "differs"))),
    alike.length > 0 && el("tbody", { class: "alike" }, group(columns.length), alike.map((row) => line(row, ""))),
  );
  const said = prose([custom.summary, ...(custom.advice ?? [])].filter(Boolean).join("\n"));
  return { lead: firstLine(text), rich: el("div", { class: `plans-box count-${columns.length}` }, columns.length > 2 && hint(), scrolled(table), el("div", { class: "said" }, said)) };
}

function heading(column, at) {
  return el("th", { scope: "col" }, named(column.name, `${MARKS[at] ?? ""} `), column.insurer && el("span", { class: "plan-variant" }, column.insurer));
}

function group(count) {
  return el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: String(count + 1) }, say("same_rows")));
}

/** Where all columns say the same it is said once, across them. */
function line(row, kind) {
  const same = row.cells.length > 1 && row.cells.every((cell) => cell === row.cells[0]);
  const cells = same ? [el("td", { colspan: String(row.cells.length) }, row.cells[0])] : row.cells.map((cell) => el("td", {}, cell));
  return el("tr", { class: `row-${row.key} ${kind}`.trim() }, el("th", { scope: "row" }, row.label), cells);
}

// What is linked, as a picture: applications and claims on the left, what they share on the right. Plain SVG.

import { IDENTIFIER, KIND } from "./risk_words.js";

const SPACE = "http://www.w3.org/2000/svg";
const ROW = 58;
const HEIGHT = 46;
const GAP = 12;

/** Draw into `place`, as wide as it is; drawn again when its width changes. */
export function drawGraph(place, graph) {
  const draw = () => place.replaceChildren(picture(graph, Math.max(280, place.clientWidth)));
  draw();
  new ResizeObserver(() => place.firstChild && Number(place.firstChild.getAttribute("width")) !== Math.max(280, place.clientWidth) && draw()).observe(place);
}

function picture(graph, width) {
  const entries = graph.nodes.filter((node) => node.type !== "identifier").sort((a, b) => b.held - a.held);
  const shared = graph.nodes.filter((node) => node.type === "identifier");
  const left = { x: 4, width: Math.min(330, width * 0.56) };
  const right = { width: Math.min(190, width * 0.3) };
  right.x = width - right.width - 4;
  const rows = Math.max(entries.length, shared.length, 1);
  const svg = make("svg", { width, height: rows * ROW + GAP, viewBox: `0 0 ${width} ${rows * ROW + GAP}`, role: "img" });
  svg.append(make("title", {}, `${entries.length} 件相关投保或理赔，${shared.length} 项共用信息 · ${entries.length} linked, ${shared.length} shared details`));
  const at = new Map();
  entries.forEach((node, row) => at.set(node.id, { x: left.x + left.width, y: middle(row, entries.length, rows), node }));
  shared.forEach((node, row) => at.set(node.id, { x: right.x, y: middle(row, shared.length, rows), node }));
  for (const edge of graph.edges) {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (from && to) svg.append(line(from, to));
  }
  for (const { y, node } of at.values()) svg.append(node.type === "identifier" ? label(node, right, y) : card(node, left, y));
  return svg;
}

/** The rows of the shorter column are spread over the height of the longer one. */
function middle(row, count, rows) {
  return GAP + ((row + 0.5) * rows * ROW) / count;
}

function line(from, to) {
  const bend = from.x === to.x ? from.x + 60 : (from.x + to.x) / 2;
  return make("path", { d: `M${from.x} ${from.y} C${bend} ${from.y} ${bend} ${to.y} ${to.x} ${to.y}`, class: from.node.held || to.node.held ? "edge held" : "edge" });
}

function card(node, column, y) {
  const group = make("g", { class: `node ${node.type}${node.held ? " held" : ""}` });
  const day = node.at.slice(0, 10);
  group.append(
    make("rect", { x: column.x, y: y - HEIGHT / 2, width: column.width, height: HEIGHT, rx: 8 }),
    make("text", { x: column.x + 10, y: y - 4 }, fit(`${node.name} ${KIND[node.type]}`.trim(), column.width - 20, 13)),
    make("text", { x: column.x + 10, y: y + 14, class: "quiet" }, fit(`${day} · ${node.insurer} · ${node.label}`, column.width - 20, 11)),
  );
  return group;
}

function label(node, column, y) {
  const [zh, en] = (IDENTIFIER[node.label] || node.label).split(" ");
  const group = make("g", { class: "node identifier" });
  group.append(
    make("rect", { x: column.x, y: y - HEIGHT / 2, width: column.width, height: HEIGHT, rx: HEIGHT / 2 }),
    make("text", { x: column.x + column.width / 2, y: y - 3, "text-anchor": "middle" }, zh),
    make("text", { x: column.x + column.width / 2, y: y + 13, "text-anchor": "middle", class: "quiet" }, en || ""),
  );
  return group;
}

/** As much of a text as fits; a Chinese character is as wide as the letters are high, others about half as wide. */
function fit(text, width, size) {
  let used = 0;
  for (const [place, sign] of [...text].entries()) {
    used += /[\u2e80-\uffef]/.test(sign) ? size : size * 0.58;
    if (used > width) return `${[...text].slice(0, Math.max(0, place - 1)).join("")}…`;
  }
  return text;
}

function make(name, attributes, text) {
  const element = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}

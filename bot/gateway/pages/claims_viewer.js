// The documents: one large picture with zoom and rotation, all of them by mouse or keyboard.

import { el } from "/web/dom.js";
import { KIND, both, words } from "./claims_words.js";
import { fetched, guarded, isShortcut } from "./desk_api.js";

const STEP = 1.25;
const pictures = new Map(); // object URLs by address: a look costs one entry of the audit log, not one for each redraw
let view = fresh();
let keys = null; // what the keyboard does at the moment

function fresh() {
  return { paper: "", page: 1, zoom: 1, turn: 0 };
}

/** Give back the pictures of a claim that is no longer looked at. */
export function forget() {
  for (const address of pictures.values()) URL.revokeObjectURL(address);
  pictures.clear();
  view = fresh();
  keys = null;
}

export function viewer(desk) {
  const { claim, paper, choose } = desk;
  if (!paper) return el("section", { class: "viewer" }, el("p", { class: "quiet" }, both("还没有材料", "No documents yet")));
  if (view.paper !== paper.id) view = { ...fresh(), paper: paper.id };
  const at = claim.papers.indexOf(paper);
  const beside = (by) => {
    const next = claim.papers[at + by];
    if (next) choose(next.id);
  };
  const stage = el("div", { class: "stage", tabindex: "0", "aria-label": "材料 Document" });
  const picture = el("img", { alt: `${words(KIND, paper.kind_said || paper.kind)} ${paper.name}`, draggable: "false" });
  const counter = el("span", { class: "pages" });
  stage.append(picture);
  const fit = () => place(stage, picture);
  const load = () => guarded(async () => {
    counter.textContent = paper.pages > 1 ? `${view.page} / ${paper.pages}` : "";
    picture.src = await drawn(claim.number, paper.id, view.page);
    await picture.decode();
    fit();
  });
  const zoom = (by) => { view.zoom = by ? Math.min(8, Math.max(0.25, view.zoom * by)) : 1; fit(); };
  const turn = (by) => { view.turn = (view.turn + by + 360) % 360; fit(); };
  const leaf = (by) => {
    const to = view.page + by;
    if (to >= 1 && to <= paper.pages) { view.page = to; load(); }
  };
  keys = {
    ArrowLeft: () => beside(-1), ArrowRight: () => beside(1), "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP),
    0: () => zoom(0), r: () => turn(90), R: () => turn(-90), PageDown: () => leaf(1), PageUp: () => leaf(-1),
  };
  const button = (sign, name, work, attributes = {}) =>
    el("button", { type: "button", title: name, "aria-label": name, on: { click: work }, ...attributes }, sign);
  drag(stage);
  load();
  return el("section", { class: "viewer" },
    el("div", { class: "tools" },
      button("◀", "上一份 Previous document (←)", () => beside(-1), { disabled: at === 0 }),
      el("span", { class: "count" }, `${at + 1} / ${claim.papers.length}`),
      button("▶", "下一份 Next document (→)", () => beside(1), { disabled: at === claim.papers.length - 1 }),
      paper.pages > 1 && [button("▲", "上一页 Previous page", () => leaf(-1)), counter, button("▼", "下一页 Next page", () => leaf(1))],
      el("span", { class: "gap" }),
      button("−", "缩小 Smaller (-)", () => zoom(1 / STEP)), button("+", "放大 Larger (+)", () => zoom(STEP)),
      button("▢", "适合窗口 Fit (0)", () => zoom(0)), button("⟳", "旋转 Rotate (r)", () => turn(90)),
      button("⤓", "原件 Original", () => guarded(() => save(claim.number, paper)), { "data-original": true })),
    el("ol", { class: "strip" }, claim.papers.map((one) => el("li", { class: mark(one) },
      el("button", { type: "button", "data-paper": one.id, "aria-current": String(one === paper), on: { click: () => choose(one.id) } },
        words(KIND, one.kind_said || one.kind))))),
    stage,
    el("p", { class: "quiet keys" }, "← → 换材料 documents · + − 0 缩放 zoom · r 旋转 rotate · j k 换理赔 claims"));
}

const mark = (one) => (one.state === "waiting" ? "reading" : one.state === "replaced" ? "replaced" : one.good ? "good" : "bad");

async function drawn(number, paper, page) {
  const address = `/api/v1/claims/${encodeURIComponent(number)}/papers/${encodeURIComponent(paper)}/image?page=${page}`;
  if (!pictures.has(address)) pictures.set(address, await fetched(address));
  return pictures.get(address);
}

async function save(number, paper) {
  const address = await fetched(`/api/v1/claims/${encodeURIComponent(number)}/papers/${encodeURIComponent(paper.id)}/image?original=1`);
  el("a", { href: address, download: paper.name || paper.id }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** At zoom 1 the whole picture is seen, however it is turned; larger it scrolls. */
function place(stage, picture) {
  const { naturalWidth: width, naturalHeight: height } = picture;
  if (!width || !stage.clientWidth) return;
  const lying = view.turn % 180 !== 0;
  const [wide, high] = lying ? [height, width] : [width, height];
  const scale = Math.min((stage.clientWidth - 4) / wide, (stage.clientHeight - 4) / high) * view.zoom;
  picture.style.width = `${width * scale}px`;
  picture.style.height = `${height * scale}px`;
  const [x, y] = [(wide - width) * scale / 2, (high - height) * scale / 2];
  picture.style.transform = `translate(${x}px, ${y}px) rotate(${view.turn}deg)`;
  picture.style.marginRight = `${(wide - width) * scale}px`;
  picture.style.marginBottom = `${(high - height) * scale}px`;
}

function drag(stage) {
  let from = null;
  stage.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX + stage.scrollLeft, y: event.clientY + stage.scrollTop };
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", (event) => {
    if (!from) return;
    stage.scrollLeft = from.x - event.clientX;
    stage.scrollTop = from.y - event.clientY;
  });
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, () => { from = null; });
}

document.addEventListener("keydown", (event) => {
  if (!keys || !isShortcut(event) || document.getElementById("claims").hidden) return;
  const work = Object.hasOwn(keys, event.key) && keys[event.key];
  if (!work) return;
  event.preventDefault();
  work();
});

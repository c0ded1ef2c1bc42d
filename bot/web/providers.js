/** Cards of service providers: who is near and why, how an order stands, stars to tap. */

import { facts, firstLine, thread } from "./card_parts.js";
import { el, phoneUrl } from "./dom.js";
import { say } from "./strings.js";

const BLOCK = /^\d+\.\s/;

/** Those that were found, nearest first; ordering one answers the question that follows. */
export function providers(custom, text, message, tapped) {
  const found = custom.providers ?? [];
  const names = found.map(({ name }) => name);
  const numbered = text.split("\n").findIndex((line) => BLOCK.test(line) && names.some((name) => line.includes(name)));
  const lead = numbered < 0 ? firstLine(text) : text.split("\n").slice(0, numbered).join("\n").trim();
  return { lead, rich: el("ol", { class: "providers" }, found.map((one) => provider(one, message, tapped))) };
}

function provider(one, message, tapped) {
  const order = one.payload &&
    el("button", { type: "button", class: "choose", title: one.name, "aria-label": `${say("order_provider")}: ${one.name}`, disabled: message.closed, on: { click: () => tapped(one.name, one.payload) } }, say("order_provider"));
  return el(
    "li",
    { class: "card provider" },
    el("h3", {}, one.name, el("span", { class: "status" }, `${one.distance_km} ${say("km")}`)),
    rating(one),
    one.reasons?.length > 0 && el("ul", { class: "reasons" }, one.reasons.map((reason) => el("li", {}, reason))),
    facts([[say("open_hours"), one.hours], [say("address"), one.address], [say("services"), (one.services ?? []).join(say("comma"))]]),
    el("div", { class: "ways" }, call(one.phone), wayThere(one), order),
  );
}

/** How others rated it: stars for the eye, the figure for everybody. */
function rating({ rating: mean, ratings }) {
  const value = Number(mean);
  if (mean === null || mean === undefined || Number.isNaN(value)) return null;
  const full = Math.round(Math.max(0, Math.min(5, value)));
  const shown = el("span", { class: "stars-shown", "aria-hidden": "true" }, "★".repeat(full), el("span", { class: "empty" }, "★".repeat(5 - full)));
  return el("p", { class: "rating" }, shown, ` ${value.toFixed(1)} `, el("span", { class: "muted" }, `(${ratings ?? 0} ${say("ratings")})`));
}

function call(number) {
  const address = phoneUrl(number);
  return address ? el("a", { class: "action", href: address, "aria-label": `${say("call")} ${number}` }, `☎ ${number}`) : null;
}

/** Opens the phone's own maps; RFC 5870, which Apple's devices don't know. */
function wayThere({ navigation, name }) {
  const place = /^geo:(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/.exec(navigation ?? "");
  if (!place) return null;
  const apple = /iPhone|iPad|Mac/.test(navigator.platform);
  const href = apple ? `https://maps.apple.com/?daddr=${place[1]},${place[2]}` : place[0];
  return el("a", { class: "action way", href, target: apple && "_blank", rel: "noopener", "aria-label": `${say("navigate")}: ${name}` }, say("navigate"));
}

const COURSE = ["placed", "accepted", "on_the_way", "done"];

/** How an order stands. Buttons that rate it become stars. */
export function providerOrder(custom, text, message, tapped) {
  const { stars, rest } = starButtons(message);
  const rich = thread(
    "provider-order", message, custom.name, say(`order_${custom.status}`),
    course(custom),
    facts([
      [say("arrives"), custom.eta_minutes && !ended(custom) ? `${custom.eta_minutes} ${say("minutes")}` : null],
      [say("crew"), custom.crew],
      [say("order_number"), custom.order_id],
    ]),
    !ended(custom) && el("div", { class: "ways" }, call(custom.phone)),
    stars.length > 0 && starRow(stars, message, tapped),
    custom.stars && rating({ rating: custom.stars, ratings: 1 })?.firstChild,
  );
  return { lead: text, rich, buttons: rest };
}

/** All orders of the customer. */
export function providerOrders(custom, text, message) {
  const orders = custom.orders ?? [];
  const rich = el("div", {}, orders.map((one) => providerOrder(one, "", { ...message, buttons: [] }, () => {}).rich));
  return { lead: firstLine(text), rich };
}

const ended = ({ status }) => ["done", "declined", "cancelled"].includes(status);

function course({ status, kind }) {
  if (!COURSE.includes(status)) return null;
  const steps = kind === "hospital" ? COURSE.filter((one) => one !== "on_the_way") : COURSE;
  const now = steps.indexOf(status);
  return el("ol", { class: "course" }, steps.map((one, i) =>
    el("li", { class: i < now || status === "done" ? "done" : i === now ? "now" : "ahead", "aria-current": i === now && "step" }, say(`order_${one}`))));
}

function starButtons({ buttons = [] }) {
  const rates = ({ payload }) => /^\/rate_provider\{.*"v":"[1-5]"/.test(payload ?? "");
  return { stars: buttons.filter(rates), rest: buttons.filter((button) => !rates(button)) };
}

/** Five stars, the first the lowest: hovering or focusing one fills those before it. */
function starRow(buttons, message, tapped) {
  const value = ({ payload }) => Number(/"v":"([1-5])"/.exec(payload)[1]);
  const sorted = [...buttons].sort((a, b) => value(a) - value(b));
  const chosen = sorted.findIndex(({ title }) => message.closed && title === message.answer);
  return el("div", { class: "star-row", role: "group", "aria-label": say("rate") }, sorted.map(({ title, payload }, i) =>
    el("button", { type: "button", class: i <= chosen ? "star lit" : "star", title, "aria-label": title, disabled: message.closed, on: { click: ({ target }) => light(target, () => tapped(title, payload)) } }, "★")));
}

/** The stars up to the one that was tapped stay lit. */
function light(star, then) {
  for (let one = star; one; one = one.previousElementSibling) one.classList.add("lit");
  then();
}

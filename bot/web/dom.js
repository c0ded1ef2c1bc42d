/** Building pages from text. Nothing here parses HTML, so what a server or a customer wrote stays text. */

/**
 * An element with attributes and children; strings become text nodes, empty and false children are left out.
 * `on` holds listeners by event name; an attribute that is null, undefined or false is not set.
 */
export function el(tag, attributes = {}, ...children) {
  const { on = {}, ...rest } = attributes;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(rest)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

/** The address if a browser may open it from a link, else null: `javascript:` and the like never get through. */
export function safeUrl(address) {
  if (typeof address !== "string" || !address) return null;
  try {
    const url = new URL(address, location.href);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** The address to call a telephone number, else null: nothing but digits and what stands between them. */
export function phoneUrl(number) {
  return /^\+?\d[\d ()-]{2,19}$/.test(String(number ?? "")) ? `tel:${String(number).replace(/[^\d+]/g, "")}` : null;
}

/** Tell a screen reader what only the eye would notice. */
export function announce(words) {
  const place = document.getElementById("announce");
  if (place) place.textContent = words;
}

/** Browser storage that may be switched off, as in another page's frame: then it lasts as long as the page. */
const memory = new Map();
export const store = {
  get(key) {
    try {
      return localStorage.getItem(key) ?? memory.get(key) ?? null;
    } catch {
      return memory.get(key) ?? null;
    }
  },
  set(key, value) {
    memory.set(key, value);
    try {
      localStorage.setItem(key, value);
    } catch {
      // kept in memory
    }
  },
};

/** An id for one message; `crypto.randomUUID` exists only on https and localhost. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

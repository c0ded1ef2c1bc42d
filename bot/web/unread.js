/** Messages that came while nobody looked: counted in the page's title and told to the page that embeds this one. */

import { say } from "./strings.js";

export class Unread {
  #count = 0;
  #open = parent === window; // an embedded page is told when its window opens

  constructor() {
    document.addEventListener("visibilitychange", () => this.#seen());
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || data?.source !== "lingbao-widget") return;
      this.#open = Boolean(data.open);
      this.#seen();
    });
  }

  more() {
    if (this.#open && !document.hidden) return;
    this.#count += 1;
    this.#tell();
  }

  title() {
    document.title = this.#count ? `(${this.#count}) ${say("name")}` : say("name");
  }

  #seen() {
    if (document.hidden || !this.#open || !this.#count) return;
    this.#count = 0;
    this.#tell();
  }

  #tell() {
    this.title();
    if (parent !== window) parent.postMessage({ source: "lingbao", unread: this.#count }, "*"); // a count, nothing else
  }
}

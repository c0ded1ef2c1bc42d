/**
 * The chat in any page: <script src="https://…/widget.js" defer></script>. Optional attributes: data-label (of the
 * open button), data-position ("left" or "right"). Everything stays inside a shadow root and a frame.
 */
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const chinese = !/^en/i.test(document.documentElement.lang || navigator.language || "zh");
  const words = chinese ? { open: "咨询保险", close: "关闭对话", title: "灵保对话", unread: "条新消息" } : { open: "Ask about insurance", close: "Close the chat", title: "Lingbao chat", unread: "new messages" };
  const side = script.dataset.position === "left" ? "left" : "right";
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  Object.assign(style, { rel: "stylesheet", href: `${origin}/web/widget.css` });
  const button = document.createElement("button");
  const icon = document.createElement("img");
  const badge = document.createElement("span");
  Object.assign(icon, { src: `${origin}/web/images/logo.svg`, alt: "" });
  badge.className = "badge";
  badge.hidden = true;
  Object.assign(button, { type: "button", className: `open ${side}` });
  button.append(icon, badge);
  let frame = null;
  let unread = 0;

  const label = () => {
    const open = frame && !frame.hidden;
    const name = open ? words.close : (script.dataset.label ?? words.open);
    button.setAttribute("aria-label", unread ? `${name} (${unread} ${words.unread})` : name);
    button.setAttribute("aria-expanded", String(Boolean(open)));
    button.classList.toggle("opened", Boolean(open));
    badge.hidden = !unread;
    badge.textContent = unread > 9 ? "9+" : String(unread);
  };
  const tell = () => frame.contentWindow?.postMessage({ source: "lingbao-widget", open: !frame.hidden }, origin);
  const toggle = () => {
    if (frame) {
      frame.hidden = !frame.hidden;
      tell();
    } else {
      frame = document.createElement("iframe");
      Object.assign(frame, { src: `${origin}/?embed=1&lang=${chinese ? "zh" : "en"}`, title: words.title, className: `frame ${side}` });
      frame.addEventListener("load", tell);
      root.append(frame);
    }
    label();
    if (!frame.hidden) frame.focus();
  };

  button.addEventListener("click", toggle);
  root.addEventListener("keydown", (event) => event.key === "Escape" && frame && !frame.hidden && toggle());
  addEventListener("message", ({ origin: from, source, data }) => {
    if (from !== origin || !frame || source !== frame.contentWindow || data?.source !== "lingbao") return;
    unread = Number(data.unread) || 0;
    label();
  });
  label();
  root.append(style, button);
  document.body.append(host);
})();

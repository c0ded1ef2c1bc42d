/** Cards of one thing, told anew as it moves on: only the newest is open, and only the newest place takes files. */

const THREADS = {
  checklist: ({ claim_number }) => claim_number,
  claim_status: ({ claim_number }) => claim_number,
  provider_order: ({ order_id }) => order_id,
};

/** Whether it asks for documents: a question that waits for them, or a list that isn't complete. */
export function takesFiles(custom) {
  if (custom?.type === "question") return custom.kind === "upload";
  return custom?.type === "checklist" && (custom.items ?? []).some(({ status }) => status !== "received");
}

/** Mark what is `older` than a newer card of the same thing, or `toolless`. Returns the messages that changed. */
export function settleThreads(messages) {
  const newest = new Set();
  const changed = [];
  let place = false;
  for (const message of [...messages].reverse()) {
    const { custom } = message;
    const about = Object.hasOwn(THREADS, custom?.type ?? "") ? `${custom.type} ${THREADS[custom.type](custom)}` : null;
    const now = { older: newest.has(about), toolless: place };
    if (about) newest.add(about);
    place ||= takesFiles(custom);
    if (now.older === Boolean(message.older) && now.toolless === Boolean(message.toolless)) continue;
    Object.assign(message, now);
    changed.push(message);
  }
  return changed;
}

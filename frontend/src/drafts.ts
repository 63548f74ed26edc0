// What someone typed stays on the device until the server has it.

const PREFIX = "draft:";
const SENT = "drafts-sent";

export interface Draft {
  at: number;
  /** what the server had given when it was written over */
  base: string;
  fields: Record<string, string[]>;
}

/** The name of a draft: one person's, so that the next reader of a shared machine never sees it. */
export function draftKey(owner: string, key: string): string {
  return `${PREFIX}${owner}:${key}`;
}

export function readDraft(storage: Storage, name: string): Draft | null {
  const kept = storage.getItem(name);
  return kept ? (JSON.parse(kept) as Draft) : null;
}

/** Keep a draft; false when the device has no room or allows none. */
export function keepDraft(storage: Storage, name: string, draft: Draft): boolean {
  try {
    storage.setItem(name, JSON.stringify(draft));
    return true;
  } catch {
    return false; // a full or forbidden store: the text is still in the page, and the caller says nothing was kept
  }
}

/** Remember that a draft is on its way; the next page that loads tells whether it arrived. */
export function markSent(session: Storage, name: string): void {
  const sent = new Set(JSON.parse(session.getItem(SENT) ?? "[]") as string[]);
  session.setItem(SENT, JSON.stringify([...sent.add(name)]));
}

/** The next page has loaded: the drafts sent before it are done with, unless it says that the act failed. */
export function settleSent(local: Storage, session: Storage, failed: boolean): void {
  const sent = JSON.parse(session.getItem(SENT) ?? "[]") as string[];
  if (!failed) for (const name of sent) local.removeItem(name);
  session.removeItem(SENT);
}

/** On page load: forget what the server has acknowledged. An error page, a red toast or a form's errors: it has not. */
export function forgetAcknowledged(page: Document): void {
  const failed =
    page.body.hasAttribute("data-unsaved") || page.querySelector("#toasts .toast-red, form .notice-red, .has-error") !== null;
  settleSent(localStorage, sessionStorage, failed);
}

// What a phone keeps of an attempt until the server has it: answers with their moments, and the server's clock.

/** What was answered to one question: its fields as a form sends them, and when by the server's clock (ms). */
export interface Tap {
  question: string;
  fields: [string, string][];
  at: number;
  sent: boolean;
}

/** When the page that is shown was made by the server, and what this device's clock said when it came. */
export interface Anchor {
  server: number;
  wall: number;
}

/** Which question was looked at, and since when by the server's clock (ms). */
export interface Place {
  index: number;
  at: number;
}

export interface Kept {
  /** by the id of the question's section in the page */
  taps: Record<string, Tap>;
  anchor: Anchor | null;
  /** the latest moment of the server's clock that this device has reached */
  latest: number;
  /** set when the attempt was handed in here without network */
  handedIn: number | null;
  /** the question that this device showed last */
  place: Place | null;
}

/** An answer that was on its way when a page was made may be missing in it. */
const ON_THE_WAY = 10_000;

export const NOTHING: Kept = { taps: {}, anchor: null, latest: 0, handedIn: null, place: null };

/** The server's clock as it stands when a page comes that the server made at `made`; the same page again is an old one. */
export function clockAt(kept: Kept, made: number, wall: number): { anchor: Anchor; now: number } {
  if (kept.anchor?.server !== made) return { anchor: { server: made, wall }, now: made };
  // shown again without network: this device's clock tells how long it has been, but never backwards
  const passed = Math.max(0, wall - kept.anchor.wall);
  return { anchor: kept.anchor, now: Math.max(made + passed, kept.latest) };
}

/** The taps that a page may not show by itself: those not sent, and those around or after the moment it was made. */
export function unknownTo(kept: Kept, page: Anchor): Record<string, Tap> {
  const known = page.server - ON_THE_WAY;
  return Object.fromEntries(Object.entries(kept.taps).filter(([, tap]) => !tap.sent || tap.at >= known));
}

/** Where to go on: what this device showed last, or what another one has answered since. */
export function goesOnAt(kept: Kept, answered: Place | null): number {
  if (!kept.place || (answered && answered.at > kept.place.at)) return answered?.index ?? 0;
  return kept.place.index;
}

/** The taps that the server has not acknowledged. */
export function waiting(kept: Kept): [string, Tap][] {
  return Object.entries(kept.taps).filter(([, tap]) => !tap.sent);
}

/** What remains after the server has taken `sent`: a question answered anew meanwhile still waits. */
export function acknowledged(kept: Kept, sent: [string, Tap][]): Kept {
  const taps = { ...kept.taps };
  for (const [id, tap] of sent) {
    const now = taps[id];
    if (now && now.at === tap.at) taps[id] = { ...now, sent: true };
  }
  return { ...kept, taps };
}

/** The body of a request: every waiting answer with its moment, who sends it, and the handing in. */
export function bodyOf(kept: Kept, device: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const [, tap] of waiting(kept)) {
    for (const [name, value] of tap.fields) body.append(name, value);
    body.append(`at-${tap.question}`, String(Math.round(tap.at)));
  }
  body.append("device", device);
  if (kept.anchor) body.append("seen", String(kept.anchor.server));
  if (kept.handedIn !== null) body.append("handed-in", String(Math.round(kept.handedIn)));
  return body;
}

/** What the server says of what it was sent. */
export interface Receipt {
  saved: number;
  conflicts: number[];
  over: boolean;
  late: boolean;
  url: string;
}

export type Answer = { kind: "receipt"; receipt: Receipt } | { kind: "refused"; error: string } | { kind: "signed-out" };

/** What lets a page send: the token of its form, and the ticket of its attempt for the short way. */
export interface Pass {
  form: string;
  ticket: string;
}

/** Send what waits; throws when the server was not reached or could not answer. */
export async function send(url: string, pass: Pass, kept: Kept, device: string): Promise<Answer> {
  const answer = await fetch(url, {
    method: "POST",
    body: bodyOf(kept, device),
    headers: { "X-CSRFToken": pass.form, ...(pass.ticket && { "X-Attempt": pass.ticket }), Accept: "application/json" },
    keepalive: true,
    redirect: "manual",
  });
  if (answer.type === "opaqueredirect" || answer.status === 403) return { kind: "signed-out" };
  if (answer.status === 422) return { kind: "refused", error: ((await answer.json()) as { error: string }).error };
  if (!answer.ok) throw new Error(String(answer.status));
  return { kind: "receipt", receipt: (await answer.json()) as Receipt };
}

export function storeName(owner: string, attempt: string): string {
  return `attempt:${owner}:${attempt}`;
}

export function readKept(storage: Storage, name: string): Kept {
  const kept = storage.getItem(name);
  return kept ? { ...NOTHING, ...(JSON.parse(kept) as Partial<Kept>) } : NOTHING;
}

/** Keep it on the device; false where the device has no room or allows none: then only the server keeps answers. */
export function keep(storage: Storage, name: string, kept: Kept): boolean {
  try {
    storage.setItem(name, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** A random name by which the server tells two devices of one member apart. */
export function deviceName(storage: Storage): string {
  const known = storage.getItem("device");
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const name = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  try {
    storage.setItem("device", name);
  } catch {
    // without storage the name lasts as long as the page
  }
  return name;
}

const STORE = "attempts";

/** Forget an attempt that is handed in: its answers and its page. */
export async function forget(storage: Storage, name: string, page: string): Promise<void> {
  storage.removeItem(name);
  if ("caches" in window) await (await caches.open(STORE)).delete(page);
}

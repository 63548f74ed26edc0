import { PROTOCOL } from "./frames";

export interface Wire {
  send(text: string): void;
  close(): void;
}

export interface WireEvents {
  opened(): void;
  received(text: string): void;
  closed(): void;
}

/** Everything that a client needs from outside, so that tests can be its clock and its server. */
export interface World {
  /** Milliseconds since 1970 by this device. */
  now(): number;
  /** Runs once after `ms`; the answer takes it back. */
  later(ms: number, run: () => void): () => void;
  /** From 0 to 1. */
  chance(): number;
  randomBytes(count: number): Uint8Array;
  connect(events: WireEvents): Wire;
  post(body: string, signal: AbortSignal): Promise<string>;
  keep: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** A new ticket from the page, or null when there is none to be had. */
  newTicket(): Promise<string | null>;
}

/** Memory for where the browser forbids keeping anything (private windows of old phones). */
function storage(): World["keep"] {
  try {
    window.localStorage.setItem("live", "");
    window.localStorage.removeItem("live");
    return window.localStorage;
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
  }
}

async function newTicket(): Promise<string | null> {
  const answer = await fetch(window.location.href, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector<HTMLElement>("[data-ticket]")?.dataset["ticket"] || null;
}

/** The browser, with the server that the page came from. */
export function browserWorld(sitting: string): World {
  const base = `${window.location.origin}/hoi-truong/${sitting}/`;
  return {
    now: () => Date.now(),
    later: (ms, run) => {
      const timer = window.setTimeout(run, ms);
      return () => window.clearTimeout(timer);
    },
    chance: () => Math.random(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    connect: (events) => {
      const socket = new WebSocket(`${base.replace(/^http/, "ws")}ws`, PROTOCOL);
      socket.addEventListener("open", () => events.opened());
      socket.addEventListener("message", ({ data }) => events.received(String(data)));
      socket.addEventListener("close", () => events.closed());
      return { send: (text) => socket.send(text), close: () => socket.close() };
    },
    post: async (body, signal) => {
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(`${base}poll`, { method: "POST", body, headers, signal, credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    },
    keep: storage(),
    newTicket,
  };
}

// A hall without a network: one clock, a server that follows docs/live-protocol.md, wires that fail when told to.
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

import type { Answer, ClientFrame, Phase, Question, Result, Role, ServerFrame, State } from "../../src/live/frames";
import type { Wire, WireEvents, World } from "../../src/live/world";

const START = 1_800_000_000_000;

export const QUESTION: Question = {
  kind: "single",
  stem: "Nguyên tắc tổ chức cơ bản của Đảng là gì?",
  media: "",
  choices: [
    { text: "Tập trung dân chủ", media: "" },
    { text: "Tự phê bình và phê bình", media: "" },
  ],
};

export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

export class Clock {
  now = START;
  private due: { at: number; run: () => void }[] = [];

  later = (ms: number, run: () => void): (() => void) => {
    const one = { at: this.now + ms, run };
    this.due.push(one);
    return () => (this.due = this.due.filter((other) => other !== one));
  };

  /** Lets time pass; what is promised meanwhile is kept. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await settled();
      const [next] = this.due.filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      this.due = this.due.filter((one) => one !== next);
      next.run();
    }
    this.now = end;
    await settled();
  }
}

export async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

/** The server: its database is `stored`; what it does on receiving an answer can be changed by a test. */
export class Hall {
  readonly clock = new Clock();
  readonly key = Uint8Array.from({ length: 32 }, (_, place) => place);
  readonly stored = new Map<string, { answer: Answer; at: number }>();
  readonly received: ClientFrame[] = [];
  state: State = { version: 1, phase: "lobby", title: "Trắc nghiệm", round: 0, number: 0, of: 3, seated: 1 };
  seat = { id: "seat-1", name: "Nguyễn Thị Hoà", team: null, points: 0, place: null };
  /** The server's clock runs so many milliseconds before the phone's. */
  ahead = 0;
  networkIsUp = true;
  socketsAreBlocked = false;
  ticketIsGood = true;
  /** The database is away: nobody can be let in. */
  isBusy = false;
  answers: "stores" | "is busy" | "says nothing" = "stores";
  connections = 0;
  posts = 0;
  private wires = new Set<WireEvents>();
  private log: ServerFrame[] = [];
  private waiting: (() => void)[] = [];

  get now(): number {
    return this.clock.now + this.ahead;
  }

  world(kept = new Map<string, string>()): World {
    return {
      now: () => this.clock.now,
      later: this.clock.later,
      chance: () => 0,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      connect: (events) => this.connect(events),
      post: (body, signal) => this.post(body, signal),
      keep: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
      newTicket: async () => (this.ticketIsGood ? null : "new.ticket"),
    };
  }

  welcome(role: Role = "seat"): ServerFrame {
    const answered = this.stored.has(String(this.state.round)) ? this.state.round : null;
    return { t: "welcome", now: this.now, role, state: this.state, seat: { ...this.seat, answered } };
  }

  /** To every phone, in this order. */
  tell(...frames: ServerFrame[]): void {
    for (const wire of this.wires) for (const frame of frames) wire.received(JSON.stringify(frame));
    this.log.push(...frames);
    for (const wake of this.waiting.splice(0)) wake();
  }

  become(phase: Phase, more: Partial<State> = {}): void {
    this.state = { ...this.state, ...more, phase, version: this.state.version + 1 };
    this.tell({ t: "state", ...this.state });
  }

  sealed(round: number, question = QUESTION): ServerFrame {
    this.state = { ...this.state, phase: "sealed", round, number: round, version: this.state.version + 1 };
    const nonce = new Uint8Array(12).fill(round);
    const plain = new TextEncoder().encode(JSON.stringify(question));
    const cipher = chacha20poly1305(this.key, nonce).encrypt(plain);
    const box = base64(Uint8Array.from([...nonce, ...cipher]));
    return { t: "sealed", version: this.state.version, round, number: round, of: 3, seconds: 30, box };
  }

  open(question = QUESTION): ServerFrame {
    const opened = this.now;
    this.state = {
      ...this.state,
      phase: "asking",
      version: this.state.version + 1,
      question,
      seconds: 30,
      opened,
      nonce: "n",
    };
    const { version, round } = this.state;
    return { t: "open", version, round, key: base64(this.key), nonce: "n", seconds: 30, opened };
  }

  reveal(result: Partial<Result> = {}): ServerFrame {
    const whole = { right: 0, counts: [3, 1], answers: 4, explanation: "", source: "", ...result };
    this.state = { ...this.state, phase: "revealed", version: this.state.version + 1, result: whole };
    return { t: "reveal", version: this.state.version, round: this.state.round, ...whole };
  }

  /** All connections break without a word, as when the server is killed. */
  cut(): void {
    const wires = [...this.wires];
    this.wires.clear();
    for (const wire of wires) wire.closed();
  }

  /** The network swallows everything and says nothing. */
  freeze(): void {
    this.wires.clear();
    this.networkIsUp = false;
  }

  private connect(events: WireEvents): Wire {
    this.connections += 1;
    let isOpen = this.networkIsUp && !this.socketsAreBlocked;
    if (isOpen) {
      this.wires.add(events);
      this.clock.later(1, () => events.opened());
    } else this.clock.later(1, () => events.closed());
    return {
      send: (text) => {
        if (!isOpen || !this.wires.has(events)) return;
        for (const frame of this.answerTo(JSON.parse(text) as ClientFrame)) events.received(JSON.stringify(frame));
      },
      close: () => {
        isOpen = false;
        this.wires.delete(events);
      },
    };
  }

  private async post(body: string, signal: AbortSignal): Promise<string> {
    this.posts += 1;
    const { after, frames } = JSON.parse(body) as { after: number; frames: ClientFrame[] };
    if (!this.networkIsUp) throw new Error("no network");
    if (after === 0) this.log = this.answerTo({ t: "hello", ticket: "" });
    for (const frame of frames) this.log.push(...this.answerTo(frame));
    if (this.log.length <= after) {
      await new Promise<void>((resolve, reject) => {
        this.waiting.push(resolve);
        this.clock.later(20_000, resolve);
        signal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    }
    return JSON.stringify({ seq: this.log.length, frames: this.log.slice(after) });
  }

  private answerTo(frame: ClientFrame): ServerFrame[] {
    this.received.push(frame);
    switch (frame.t) {
      case "hello":
        if (this.isBusy) return [{ t: "no", code: "busy", text: "Máy chủ đang bận." }];
        return this.ticketIsGood || frame.ticket === "new.ticket"
          ? [this.welcome()]
          : [{ t: "no", code: "ticket_invalid", text: "Vé không còn hiệu lực." }];
      case "ping":
        return [{ t: "pong", at: frame.at, now: this.now }];
      case "answer":
        return this.take(frame);
      case "holders":
        return [{ t: "holders", id: frame.id, round: this.state.round, cards: [{ card: 5, name: this.seat.name, answered: false }] }];
      case "raised": {
        const [taken] = this.take({ ...frame, t: "answer", answer: 0, ms: 0 });
        if (taken?.t !== "ack") return taken ? [taken] : [];
        const cards = frame.cards.map(({ card }) => ({ card, outcome: "stored" as const }));
        return [{ t: "swept", id: frame.id, round: frame.round, cards, at: taken.at }];
      }
      case "do":
        return frame.version === this.state.version
          ? []
          : [{ t: "no", id: frame.id, code: "not_now", text: "Đã có người bấm trước." }];
    }
  }

  private take(frame: ClientFrame & { t: "answer" }): ServerFrame[] {
    const { id, round, answer } = frame;
    if (this.answers === "says nothing") return [];
    if (this.answers === "is busy") return [{ t: "no", id, code: "busy", text: "Máy chủ đang bận." }];
    if (round !== this.state.round) return [{ t: "no", id, code: "other_round", text: "Câu này đã qua." }];
    if (this.state.phase !== "asking") return [{ t: "no", id, code: "too_late", text: "Câu hỏi đã khoá." }];
    const kept = this.stored.get(String(round)) ?? { answer, at: this.now };
    this.stored.set(String(round), kept);
    return [{ t: "ack", id, round, ...kept }];
  }
}

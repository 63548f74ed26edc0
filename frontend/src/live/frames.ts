// The frames of docs/live-protocol.md, protocol 1.

export const PROTOCOL = "chuyende.live.1";

export type Role = "seat" | "screen" | "host";

export type Phase = "lobby" | "sealed" | "asking" | "paused" | "closed" | "revealed" | "board" | "ended";

export type Act = "seal" | "open" | "pause" | "resume" | "close" | "reveal" | "board" | "skip" | "again" | "end";

export type Kind = "single" | "multiple" | "true_false" | "matching" | "ordering" | "short" | "cloze";

export interface Illustrated {
  text: string;
  media: string;
}

/** A question as it is shown (4.3). */
export interface Question {
  kind: Kind;
  stem: string;
  media: string;
  choices?: Illustrated[];
  lefts?: Illustrated[];
  rights?: string[];
  items?: string[];
  gaps?: (string[] | null)[];
}

/** Section 6: an index, indexes, true or false, text, or for each part an index, a text or nothing. */
export type Answer = number | boolean | string | (number | string | null)[];

export interface Result {
  right: Answer;
  counts: number[] | null;
  answers: number;
  explanation: string;
  source: string;
}

export interface Row {
  place: number;
  name: string;
  points: number;
}

export interface Seat {
  id: string;
  name: string;
  team: string | null;
  points: number;
  place: number | null;
  answered: number | null;
  answer?: Answer | null;
}

export interface State {
  version: number;
  phase: Phase;
  title: string;
  round: number;
  number: number;
  of: number;
  seated: number;
  question?: Question | null;
  nonce?: string | null;
  seconds?: number | null;
  left?: number | null;
  opened?: number | null;
  result?: Result | null;
  board?: Row[] | null;
}

export interface Mine {
  round?: number;
  answered?: Answer | null;
  /** 0 to 100. */
  worth?: number;
  points?: number;
  total: number;
  place: number | null;
  of: number;
}

/** A member who holds an answer card, and whether their answer of this round is stored. */
export interface Holder {
  card: number;
  name: string;
  answered: boolean;
}

/** What became of a card of a sweep (5.1). */
export type Outcome = "stored" | "answered" | "not_given" | "not_seated" | "seat_twice";

export interface SweptFrame {
  t: "swept";
  id: string;
  round: number;
  cards: { card: number; outcome: Outcome }[];
  at: number;
}

export type ServerFrame =
  | { t: "welcome"; now: number; role: Role; state: State; seat?: Seat | null }
  | ({ t: "state" } & State)
  | { t: "sealed"; version: number; round: number; number: number; of: number; seconds: number | null; box: string }
  | { t: "open"; version: number; round: number; key: string; nonce: string; seconds: number | null; opened: number }
  | { t: "count"; round: number; answers: number; seated: number; corrected?: number }
  | ({ t: "reveal"; version: number; round: number } & Result)
  | { t: "board"; version: number; rows: Row[] }
  | ({ t: "mine" } & Mine)
  | { t: "ack"; id: string; round: number; answer: Answer; at: number }
  | { t: "no"; id?: string | null; code: string; text: string }
  | { t: "holders"; id: string; round: number; cards: Holder[] }
  | SweptFrame
  | { t: "pong"; at: number; now: number };

export type AnswerFrame = { t: "answer"; id: string; round: number; nonce: string; answer: Answer; ms: number };

export type HoldersFrame = { t: "holders"; id: string };

/** What was read of a card: its number, and the place of the choice. */
export interface RaisedCard {
  card: number;
  answer: number;
}

export type RaisedFrame = { t: "raised"; id: string; round: number; nonce: string; cards: RaisedCard[] };

export type ClientFrame =
  | { t: "hello"; ticket: string }
  | AnswerFrame
  | HoldersFrame
  | RaisedFrame
  | { t: "ping"; at: number }
  | { t: "do"; id: string; act: Act; version: number };

/** One frame read; null for what is no frame at all. Kinds that are not known are left to the reader to pass over. */
export function read(text: string): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === "object" && frame !== null && "t" in frame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}

// Everybody who holds a card, and what has been read of it so far.
import type { Holder, Outcome, RaisedCard } from "../live/frames";
import { LETTERS, type Letter } from "./codes";
import type { Doubt, Standing } from "./tally";

export type Mark =
  /** Not seen yet. */
  | "unseen"
  /** Read, nothing speaks against it. */
  | "sure"
  /** Wants a second look: `doubt` says why. */
  | "doubt"
  /** The question has no such choice. */
  | "beyond"
  /** Held up and given to nobody. */
  | "stranger"
  /** Its answer is stored, by this sweep or before. */
  | "stored"
  | "answered"
  /** The server did not take it. */
  | "not_seated"
  | "seat_twice";

export interface Line {
  card: number;
  name: string;
  letter: Letter | null;
  mark: Mark;
  doubt: Doubt | null;
  /** Whether it goes with what the host accepts. */
  isTaken: boolean;
}

/** What the server said to a card, and the letter that it was told. */
export interface Told {
  outcome: Outcome;
  letter: Letter;
}

/** Marks of lines that the host may take or leave. */
export const CHOOSABLE: ReadonlySet<Mark> = new Set<Mark>(["sure", "doubt", "seat_twice"]);

/** The host's own word on a card with a letter: taken or not, whatever the reader says. */
export class Choices {
  private readonly said = new Map<string, boolean>();

  set(card: number, letter: Letter, isTaken: boolean): void {
    this.said.set(`${card}${letter}`, isTaken);
  }

  of(card: number, letter: Letter): boolean | undefined {
    return this.said.get(`${card}${letter}`);
  }
}

/** One line a card, by number: those that are given, then those that nobody holds. `choices`: of the question. */
export function roll(
  holders: readonly Holder[],
  standings: readonly Standing[],
  told: ReadonlyMap<number, Told>,
  choices: number,
  chosen: Choices,
): Line[] {
  const read = new Map(standings.map((standing) => [standing.card, standing]));
  const names = new Map(holders.map((holder) => [holder.card, holder]));
  const numbers = [...names.keys()].sort((a, b) => a - b);
  const strangers = [...read.keys()].filter((card) => !names.has(card));
  return [...numbers, ...strangers].map((card) => {
    const standing = read.get(card);
    const seen = standing?.letter ?? standing?.leading ?? null;
    const mark = markOf(names.get(card), standing, seen, told.get(card)?.outcome, choices);
    // what is stored stays, whatever the card says afterwards
    const letter = mark === "stored" ? (told.get(card)?.letter ?? null) : mark === "answered" ? null : seen;
    const doubt = mark === "doubt" ? (standing?.doubts[0] ?? "few") : null;
    const isReady = letter !== null && CHOOSABLE.has(mark);
    const isTaken = isReady && (chosen.of(card, letter) ?? mark === "sure");
    return { card, name: names.get(card)?.name ?? "", letter, mark, doubt, isTaken };
  });
}

/** What is sent when the host accepts. */
export function taken(lines: readonly Line[]): RaisedCard[] {
  return lines.flatMap(({ card, letter, isTaken }) => (isTaken && letter ? [{ card, answer: LETTERS.indexOf(letter) }] : []));
}

/** How many of the given cards need nothing more: read without doubt, or stored. */
export function settled(lines: readonly Line[]): number {
  return lines.filter(({ mark }) => mark === "sure" || mark === "stored" || mark === "answered").length;
}

function markOf(
  holder: Holder | undefined,
  standing: Standing | undefined,
  letter: Letter | null,
  outcome: Outcome | undefined,
  choices: number,
): Mark {
  if (!holder || outcome === "not_given") return "stranger";
  if (outcome) return outcome;
  if (holder.answered) return "answered";
  if (!standing || !letter) return standing ? "doubt" : "unseen";
  if (LETTERS.indexOf(letter) >= choices) return "beyond";
  return standing.letter && standing.doubts.length === 0 ? "sure" : "doubt";
}

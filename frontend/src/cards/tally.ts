// Keeps what many pictures of one sweep say: for each card the letter that stands, and what is doubtful.
import type { Letter } from "./codes";
import { MOST_TILT, type Reading } from "./reader";

/** Why a card wants a second look. */
export type Doubt =
  /** Seen, but in too few pictures. */
  | "few"
  /** Held between two letters. */
  | "between"
  /** The last pictures disagree with each other or with the letter that stands. */
  | "changing"
  /** Two cards of this number were in one picture. */
  | "twice";

export interface Standing {
  card: number;
  /** The settled answer; null until one is. */
  letter: Letter | null;
  /** The letter that most of the recent pictures say, settled or not. */
  leading: Letter | null;
  /** Share of the weighted recent pictures that say the settled letter (unsettled: the leading one), 0 to 1. */
  confidence: number;
  /** Pictures in which the card was read upright enough. */
  pictures: number;
  doubts: Doubt[];
}

/** What a picture counts by the number of mended bits. */
const WEIGHTS = [1, 0.7, 0.4];
/** A photograph that somebody took and chose counts as so many pictures of a sweep: it settles a clean reading. */
export const PHOTOGRAPH = 3;
/** Pictures of a card that are remembered. */
const REMEMBERED = 12;
/** An answer settles with this weight and share of the remembered pictures… */
const ENOUGH = 2.5;
const MOST_OF = 0.8;
/** …and gives way only to this many pictures in a row that say another, none of them mended much. */
const IN_A_ROW = 5;
const ROW_WEIGHT = 4;
/** The last so many pictures of a card that decide whether "between" and "twice" are over. */
const RECENT = 3;

interface Vote {
  letter: Letter | null;
  weight: number;
  doubt: "between" | "twice" | null;
}

/** The tally of one question. Begin a new one for the next. */
export class Tally {
  #votes = new Map<number, Vote[]>();
  #pictures = new Map<number, number>();
  #settled = new Map<number, Letter>();

  /** Take in everything that was read in one picture, which counts `worth` pictures. */
  add(readings: readonly Reading[], worth = 1): void {
    const seen = new Map<number, Reading[]>();
    for (const reading of readings) seen.set(reading.card, [...(seen.get(reading.card) ?? []), reading]);
    for (const [card, places] of seen) {
      const votes = [...(this.#votes.get(card) ?? []), voteOf(places, worth)].slice(-REMEMBERED);
      this.#votes.set(card, votes);
      if (votes.at(-1)?.letter) this.#pictures.set(card, (this.#pictures.get(card) ?? 0) + 1);
      this.#settle(card, votes);
    }
  }

  /** Every card seen so far, by number. */
  standings(): Standing[] {
    return [...this.#votes.keys()].sort((a, b) => a - b).map((card) => this.#standing(card));
  }

  /** Cards that are expected and have no settled answer: not seen at all, or doubtful. */
  missing(expected: Iterable<number>): number[] {
    return [...expected].filter((card) => !this.#settled.has(card));
  }

  #settle(card: number, votes: Vote[]): void {
    const stands = this.#settled.get(card);
    if (!stands) {
      const { letter, weight, share } = leading(votes);
      if (letter && weight >= ENOUGH && share >= MOST_OF) this.#settled.set(card, letter);
      return;
    }
    const row = votes.filter((vote) => vote.letter).slice(-IN_A_ROW);
    const other = row[0]?.letter;
    if (!other || other === stands || row.length < IN_A_ROW || row.some((vote) => vote.letter !== other)) return;
    if (row.reduce((sum, vote) => sum + vote.weight, 0) >= ROW_WEIGHT) this.#settled.set(card, other);
  }

  #standing(card: number): Standing {
    const votes = this.#votes.get(card) ?? [];
    const letter = this.#settled.get(card) ?? null;
    const recent = votes.slice(-RECENT);
    const doubts: Doubt[] = [];
    if (recent.some((vote) => vote.doubt === "twice")) doubts.push("twice");
    if (recent.at(-1)?.doubt === "between") doubts.push("between");
    const letters = new Set(recent.flatMap((vote) => vote.letter ?? []));
    if (letters.size > 1 || (letter && letters.size > 0 && !letters.has(letter))) doubts.push("changing");
    if (!letter && doubts.length === 0) doubts.push("few");
    const first = leading(votes);
    const confidence = letter ? shareOf(votes, letter) : first.share;
    return { card, letter, leading: first.letter, confidence, pictures: this.#pictures.get(card) ?? 0, doubts };
  }
}

function voteOf(places: Reading[], worth: number): Vote {
  const [reading] = places as [Reading];
  if (places.length > 1) return { letter: null, weight: 0, doubt: "twice" };
  if (reading.tilt > MOST_TILT) return { letter: null, weight: 0, doubt: "between" };
  return { letter: reading.letter, weight: worth * (WEIGHTS[reading.errors] ?? 0), doubt: null };
}

function leading(votes: Vote[]): { letter: Letter | null; weight: number; share: number } {
  const weights = new Map<Letter, number>();
  for (const vote of votes) if (vote.letter) weights.set(vote.letter, (weights.get(vote.letter) ?? 0) + vote.weight);
  const [letter, weight] = [...weights].sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
  return { letter, weight, share: letter ? shareOf(votes, letter) : 0 };
}

function shareOf(votes: Vote[], letter: Letter): number {
  const all = votes.reduce((sum, vote) => sum + vote.weight, 0);
  const its = votes.reduce((sum, vote) => sum + (vote.letter === letter ? vote.weight : 0), 0);
  return all === 0 ? 0 : its / all;
}

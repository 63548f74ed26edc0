import type { Answer, AnswerFrame } from "./frames";
import type { World } from "./world";

/** An answer given on this phone. It stays until the server has said what became of it. */
export interface Given extends AnswerFrame {
  /** When the server stored it, by the server's clock. */
  at: number | null;
  /** Why the server did not take it. */
  refused: { code: string; text: string } | null;
}

/** When the question of a round was drawn here, by this phone's clock, and when it was opened, by the server's. */
export interface Drawn {
  round: number;
  at: number;
  opened: number;
}

interface Kept {
  given: Given[];
  /** The choice that is made and not sent. */
  draft: { round: number; answer: unknown } | null;
  drawn: Drawn | null;
}

/** What a seat has given, kept on the phone through reloads, shared by its tabs. */
export class Outbox {
  constructor(
    private readonly keep: World["keep"],
    private readonly key: string,
  ) {}

  /** The answer given in a round, sent or not. */
  of(round: number): Given | null {
    return this.kept.given.find((given) => given.round === round) ?? null;
  }

  waiting(): AnswerFrame[] {
    return this.kept.given
      .filter((given) => given.at === null && given.refused === null)
      .map(({ t, id, round, nonce, answer, ms }) => ({ t, id, round, nonce, answer, ms }));
  }

  /** Adds an answer; what is settled of other rounds goes. */
  add(frame: AnswerFrame): void {
    const others = this.kept.given.filter((given) => given.at === null && given.refused === null);
    this.write({ given: [...others, { ...frame, at: null, refused: null }], draft: null });
  }

  /** The server has stored `answer`, which may be one that another tab had sent before. */
  stored(id: string, answer: Answer, at: number): void {
    this.change(id, { answer, at, refused: null });
  }

  refused(id: string, code: string, text: string): void {
    this.change(id, { refused: { code, text } });
  }

  draft(round: number): unknown {
    const { draft } = this.kept;
    return draft?.round === round ? draft.answer : null;
  }

  keepDraft(round: number, answer: unknown): void {
    this.write({ draft: { round, answer } });
  }

  /** When the question was first drawn; `now` where this is the first time. */
  drawn(now: Drawn): Drawn {
    const { drawn } = this.kept;
    if (drawn?.round === now.round) return drawn;
    this.write({ drawn: now });
    return now;
  }

  private change(id: string, news: Partial<Given>): void {
    this.write({ given: this.kept.given.map((given) => (given.id === id ? { ...given, ...news } : given)) });
  }

  private get kept(): Kept {
    try {
      return {
        given: [],
        draft: null,
        drawn: null,
        ...(JSON.parse(this.keep.getItem(this.key) ?? "{}") as Partial<Kept>),
      };
    } catch {
      return { given: [], draft: null, drawn: null };
    }
  }

  private write(news: Partial<Kept>): void {
    this.keep.setItem(this.key, JSON.stringify({ ...this.kept, ...news }));
  }
}

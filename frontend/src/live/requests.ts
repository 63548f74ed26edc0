import type { HoldersFrame, RaisedFrame, ServerFrame, SweptFrame } from "./frames";
import type { World } from "./world";

const AGAIN = 2_000;
/** So long an answer is waited for. */
const WITHIN = 12_000;
/** Refusals that pass by themselves. */
const LATER = new Set(["busy", "slow_down", "ticket_invalid"]);

/** Why nothing came of a request: the server's code and words, or `lost` without words. */
export class NotDone extends Error {
  constructor(
    readonly code: string,
    readonly text: string,
  ) {
    super(code);
  }
}

interface Waiting {
  frame: HoldersFrame | RaisedFrame;
  done: (frame: ServerFrame) => void;
  failed: (error: NotDone) => void;
  until: number;
  again: () => void;
}

/** What a host asks and the server answers under the same id; sent again until it is, which changes nothing there. */
export class Requests {
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly world: Pick<World, "now" | "later">,
    private readonly send: (frame: HoldersFrame | RaisedFrame) => void,
  ) {}

  ask(frame: HoldersFrame): Promise<Extract<ServerFrame, { t: "holders" }>>;
  ask(frame: RaisedFrame): Promise<SweptFrame>;
  ask(frame: HoldersFrame | RaisedFrame): Promise<ServerFrame> {
    return new Promise((done, failed) => {
      const until = this.world.now() + WITHIN;
      const one: Waiting = { frame, done, failed, until, again: () => undefined };
      this.waiting.set(frame.id, one);
      this.attempt(one);
    });
  }

  /** An answer has come. */
  answered(frame: Extract<ServerFrame, { t: "holders" | "swept" }>): void {
    this.settle(frame.id)?.done(frame);
  }

  /** The server refuses something; says whether it was one of these. */
  refused(id: string | null, code: string, text: string): boolean {
    if (id === null || !this.waiting.has(id)) return false;
    if (!LATER.has(code)) this.settle(id)?.failed(new NotDone(code, text));
    return true;
  }

  private attempt(one: Waiting): void {
    if (this.world.now() >= one.until) return this.settle(one.frame.id)?.failed(new NotDone("lost", ""));
    one.again = this.world.later(AGAIN, () => this.attempt(one));
    this.send(one.frame);
  }

  private settle(id: string): Waiting | undefined {
    const one = this.waiting.get(id);
    one?.again();
    this.waiting.delete(id);
    return one;
  }
}

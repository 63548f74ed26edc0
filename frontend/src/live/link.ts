import { type ClientFrame, PROTOCOL, read, type ServerFrame } from "./frames";
import type { Wire, World } from "./world";

export type LinkStatus = "connecting" | "online" | "offline" | "over";

const FIRST_WAIT = 300;
const LONGEST_WAIT = 5_000;
/** Two sockets that failed within this time: try by polling. */
const FAILURES = 10_000;
const WELCOME_WITHIN = 8_000;
const PING_EVERY = 20_000;
/** Something was sent and nothing at all came back for so long: the network went away without saying so. */
const SILENCE = 6_000;
/** The same when a page is looked at again: who slept is likely to have lost it. */
export const SILENCE_AWAKE = 2_500;
const POLL_WITHIN = 30_000;
const POLL_REST = 250;
const FIRST_PROBE = 15_000;
const LONGEST_PROBE = 300_000;
const POLL_FRAMES = 20;
/** A server that could not let somebody in is asked again after so long. */
const GREET_AGAIN = 1_000;

/** How long to wait before attempt `tries` (0 is the first): doubled each time, with up to half of it more. */
export function backoff(tries: number, chance: number): number {
  const wait = Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT);
  return Math.round(wait * (1 + chance / 2));
}

function isBusy(frame: ServerFrame | null): boolean {
  return frame?.t === "no" && frame.code === "busy";
}

/**
 * A connection that comes back by itself: a socket, or polling where sockets are blocked. While it polls it looks now
 * and then whether a socket works after all. It knows `welcome` and `pong`; the rest is its owner's business.
 */
export class Link {
  status: LinkStatus = "connecting";
  private wire: Wire | null = null;
  private polling: AbortController | null = null;
  private pollIdle = false;
  private queue: ClientFrame[] = [];
  private isGreeted = false;
  private seq = 0;
  private tries = 0;
  private failures: number[] = [];
  private timers = new Map<string, () => void>();

  constructor(
    private readonly world: World,
    private ticket: string,
    private readonly onFrame: (frame: ServerFrame) => void,
    private readonly onStatus: () => void,
  ) {}

  start(): void {
    this.say("connecting");
    this.openSocket();
  }

  /** Ends it for good. */
  stop(): void {
    this.hangUp();
    this.say("over");
  }

  /** Begins anew with another ticket. */
  renew(ticket: string): void {
    this.ticket = ticket;
    this.retry();
  }

  /** Tries at once: the network is back. */
  retry(): void {
    if (this.status === "over") return;
    this.hangUp();
    this.tries = 0;
    this.say("connecting");
    this.openSocket();
  }

  /** The network is gone, says the device. */
  lost(): void {
    if (this.status !== "over") this.failed();
  }

  /** Says hello again: the answer is the whole state. */
  greet(): void {
    this.send({ t: "hello", ticket: this.ticket });
  }

  /** Asks the server for a sign of life: after a phone has slept, its socket may be dead without knowing. */
  check(patience = SILENCE): void {
    if (this.status === "online" && this.wire) this.after("silence", patience, () => this.failed());
    this.send({ t: "ping", at: this.world.now() });
  }

  /** Sends if there is a connection; says whether. */
  send(frame: ClientFrame): boolean {
    if (this.status !== "online") return false;
    if (this.wire) {
      if (!this.timers.has("silence")) this.after("silence", SILENCE, () => this.failed());
      this.wire.send(JSON.stringify(frame));
    } else {
      this.queue.push(frame);
      if (this.pollIdle) this.polling?.abort();
    }
    return true;
  }

  private openSocket(): void {
    let isOurs = true;
    let isWelcome = false;
    const greet = (): void => wire.send(JSON.stringify({ t: "hello", ticket: this.ticket }));
    const wire = this.world.connect({
      opened: () => isOurs && greet(),
      received: (text) => {
        if (!isOurs) return;
        const frame = read(text);
        const isFirst = frame?.t === "welcome" && !isWelcome;
        if (isFirst) this.welcomed(wire);
        isWelcome ||= isFirst;
        if (!isWelcome && isBusy(frame)) {
          this.after("welcome", WELCOME_WITHIN, giveUp);
          this.after("greet", GREET_AGAIN, greet);
        }
        this.heard(frame);
        if (isFirst) this.check();
      },
      closed: () => isOurs && giveUp(),
    });
    const giveUp = (): void => {
      isOurs = false;
      wire.close();
      this.socketEnded(wire, isWelcome);
    };
    this.after("welcome", WELCOME_WITHIN, giveUp);
    this.drop = () => {
      isOurs = false;
      wire.close();
    };
  }

  private drop: () => void = () => undefined;

  private welcomed(wire: Wire): void {
    this.stopPolling();
    this.clear("welcome", "greet", "probe", "retry", "silence");
    this.wire = wire;
    this.failures = [];
    this.tries = 0;
    this.after("ping", PING_EVERY, this.ping);
    this.say("online");
  }

  private ping = (): void => {
    this.check();
    this.after("ping", PING_EVERY, this.ping);
  };

  private socketEnded(wire: Wire, wasWelcome: boolean): void {
    if (this.status === "over") return;
    this.clear("welcome", "greet");
    if (this.polling && this.wire !== wire) return; // a probe; polling goes on
    this.wire = null;
    if (wasWelcome) return this.failed();
    const now = this.world.now();
    this.failures = [...this.failures.filter((at) => now - at < FAILURES), now];
    this.clear("ping", "silence");
    if (this.failures.length >= 2) return void this.poll();
    this.again();
  }

  /** What was there is gone: everything from the beginning, after a while. */
  private failed(): void {
    this.hangUp();
    this.again();
  }

  private again(): void {
    this.say("offline");
    this.after("retry", backoff(this.tries, this.world.chance()), () => this.openSocket());
    this.tries += 1;
  }

  private hangUp(): void {
    this.clear(...this.timers.keys());
    this.stopPolling();
    this.wire = null;
    this.drop();
  }

  private stopPolling(): void {
    const polling = this.polling;
    this.polling = null;
    polling?.abort();
    this.queue = [];
    this.seq = 0;
    this.isGreeted = false;
  }

  private async poll(): Promise<void> {
    this.after("probe", FIRST_PROBE, () => this.probe(FIRST_PROBE));
    const session = (this.polling = new AbortController());
    let current = session;
    for (;;) {
      const frames = this.queue.splice(0, POLL_FRAMES);
      this.pollIdle = frames.length === 0 && this.seq > 0;
      const began = this.world.now();
      this.after("silence", POLL_WITHIN, () => current.abort());
      try {
        const body = JSON.stringify({ protocol: PROTOCOL, ticket: this.ticket, after: this.seq, frames });
        const answer = JSON.parse(await this.world.post(body, current.signal)) as {
          seq: number;
          frames: ServerFrame[];
        };
        if (this.polling !== current) return;
        this.tries = 0;
        this.failures = [];
        this.seq = answer.seq;
        for (const frame of answer.frames) this.heardByPost(frame);
        if (this.polling !== current) return;
        if (answer.frames.length === 0 && this.world.now() - began < POLL_REST) await this.rest();
      } catch {
        if (this.polling !== current) return;
        const wasWoken = this.pollIdle && this.queue.length > 0 && current.signal.aborted;
        if (!wasWoken) return this.failed();
      }
      if (current.signal.aborted) this.polling = current = new AbortController();
    }
  }

  /** Who polls is let in with the first post, or asks again. */
  private heardByPost(frame: ServerFrame): void {
    if (frame.t === "welcome") {
      this.isGreeted = true;
      this.say("online");
    }
    if (!this.isGreeted && isBusy(frame))
      this.after("greet", GREET_AGAIN, () => {
        this.queue.push({ t: "hello", ticket: this.ticket });
        if (this.pollIdle) this.polling?.abort();
      });
    this.heard(frame);
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => this.world.later(POLL_REST, resolve));
  }

  private probe(waited: number): void {
    const next = Math.min(waited * 2, LONGEST_PROBE);
    this.after("probe", next, () => this.probe(next));
    this.openSocket();
  }

  private heard(frame: ServerFrame | null): void {
    this.clear("silence");
    if (!frame) return;
    this.onFrame(frame);
  }

  private after(name: string, ms: number, run: () => void): void {
    this.clear(name);
    const cancel = this.world.later(ms, () => {
      this.timers.delete(name);
      run();
    });
    this.timers.set(name, cancel);
  }

  private clear(...names: string[]): void {
    for (const name of names) {
      this.timers.get(name)?.();
      this.timers.delete(name);
    }
  }

  private say(status: LinkStatus): void {
    if (this.status === status) return;
    this.status = status;
    this.onStatus();
  }
}

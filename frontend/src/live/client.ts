import type { Act, Answer, Holder, RaisedCard, Role, ServerFrame, SweptFrame } from "./frames";
import { uuid7 } from "./ids";
import { Link, type LinkStatus, SILENCE_AWAKE } from "./link";
import { type Given, Outbox } from "./outbox";
import { Requests } from "./requests";
import { after, emptyRoom, type Room } from "./room";
import type { World } from "./world";

const AGAIN = 2_000;
const BUSY_FIRST = 1_000;
const BUSY_MOST = 4_000;
/** A question that was opened and is not here after so long is asked for. */
const MISSING = 1_500;
/** An act that nothing came of. */
const ACT_WITHIN = 4_000;
/** Refusals after which the answer stays and is sent again. */
const LATER = new Set(["busy", "slow_down", "not_now", "ticket_invalid"]);

export interface Notice {
  code: string;
  text: string;
}

/** The seat's id that a ticket carries (section 2), "" in a ticket of another role. */
export function seatOf(ticket: string): string {
  try {
    const payload = atob((ticket.split(".")[0] ?? "").replace(/-/g, "+").replace(/_/g, "/"));
    return String((JSON.parse(payload) as { m?: string }).m ?? "");
  } catch {
    return "";
  }
}

/**
 * One phone, projector or remote in a live sitting. `room` is what it knows; `change` is called whenever that, the
 * connection or an answer given here has changed.
 */
export class LiveClient {
  room: Room;
  /** What the server said last to an act of this remote that it refused, or `lost` when nothing came of it. */
  notice: Notice | null = null;
  /** The act that is on its way. */
  acting: { id: string; act: Act; version: number } | null = null;
  /** The server said that it cannot store what was given here at this moment; it is sent again. */
  isHeldUp = false;
  /** No valid ticket is to be had: the page has to be opened anew. */
  isLockedOut = false;
  private readonly link: Link;
  private readonly outbox: Outbox;
  private readonly requests: Requests;
  private skew = 0;
  private bestTrip = Infinity;
  private resend: (() => void) | null = null;
  private busyWait = BUSY_FIRST;
  private missing: (() => void) | null = null;
  private actTimer: (() => void) | null = null;

  constructor(
    private readonly world: World,
    page: { sitting: string; ticket: string; role: Role; title: string },
    private readonly change: () => void,
  ) {
    const ticketKey = `live:${page.sitting}:${page.role}:ticket`;
    const ticket = page.ticket || world.keep.getItem(ticketKey) || "";
    world.keep.setItem(ticketKey, ticket);
    this.room = emptyRoom(page.title);
    this.outbox = new Outbox(world.keep, `live:${page.sitting}:${seatOf(ticket)}`);
    this.link = new Link(world, ticket, this.received, () => this.linkChanged());
    this.requests = new Requests(world, (frame) => void this.link.send(frame));
  }

  start(): void {
    this.link.start();
  }

  get status(): LinkStatus {
    return this.link.status;
  }

  /** The device says that the network is back, or gone. */
  network(isThere: boolean): void {
    if (isThere) this.link.retry();
    else this.link.lost();
  }

  /** The page is looked at again after a while. */
  awake(): void {
    this.link.check(SILENCE_AWAKE);
  }

  /** Another tab has written what was given. */
  reread(): void {
    this.change();
  }

  /** Milliseconds left to answer, by the server's clock; null without a limit or before it is known. */
  left(): number | null {
    const { phase, left, opened, seconds } = this.room;
    if (phase === "paused") return left;
    if (phase !== "asking" || seconds === null || opened === null) return null;
    return Math.max(0, opened + seconds * 1000 - (this.world.now() + this.skew));
  }

  /** The answer that was given here in the round shown, or null. */
  given(): Given | null {
    return this.outbox.of(this.room.round);
  }

  /** Whether the server has an answer of this seat in the round shown. */
  isStored(): boolean {
    return this.given()?.at != null || (this.room.round > 0 && this.room.seat?.answered === this.room.round);
  }

  /** The answer of this seat in the round shown: what the server has, else what was given here; null without one. */
  ownAnswer(): Answer | null {
    const { seat, round } = this.room;
    const stored = seat?.answered === round ? (seat.answer ?? null) : null;
    return stored ?? this.given()?.answer ?? null;
  }

  draft(): unknown {
    return this.outbox.draft(this.room.round);
  }

  keepDraft(answer: unknown): void {
    this.outbox.keepDraft(this.room.round, answer);
  }

  /** The question stands on the screen: the time for thinking begins. */
  drawn(): void {
    this.thought();
  }

  /** Gives the answer of this round; the first one is final. */
  answer(answer: Answer): void {
    const { phase, round, nonce } = this.room;
    const earlier = this.given();
    if (phase !== "asking" || this.isStored() || (earlier && !earlier.refused)) return;
    this.outbox.add({ t: "answer", id: this.newId(), round, nonce, answer, ms: this.thought() });
    this.flush();
    this.change();
  }

  /** Asks for an act of the chair, from the state that is shown. One at a time. */
  act(act: Act): boolean {
    if (this.acting || this.status !== "online") return false;
    this.acting = { id: this.newId(), act, version: this.room.version };
    this.notice = null;
    this.actTimer = this.world.later(ACT_WITHIN, () => this.acted({ code: "lost", text: "" }));
    this.link.send({ t: "do", ...this.acting });
    this.change();
    return true;
  }

  /** Who holds which answer card (host). Rejects with `NotDone`. */
  async holders(): Promise<Holder[]> {
    return (await this.requests.ask({ t: "holders", id: this.newId() })).cards;
  }

  /** Has answers stored that were read from cards in a round (host). Rejects with `NotDone`. */
  async raise(round: number, cards: RaisedCard[]): Promise<SweptFrame["cards"]> {
    const { nonce } = this.room;
    return (await this.requests.ask({ t: "raised", id: this.newId(), round, nonce, cards })).cards;
  }

  /** Milliseconds since the question was first drawn here. A pause, which moves the opening on, is not counted. */
  private thought(): number {
    const now = this.world.now();
    const opened = this.room.opened ?? 0;
    const first = this.outbox.drawn({ round: this.room.round, at: now, opened });
    return Math.max(0, Math.round(now - first.at - (opened - first.opened)));
  }

  private newId(): string {
    return uuid7(this.world.now(), this.world.randomBytes(16));
  }

  private received = (frame: ServerFrame): void => {
    const { version } = this.room;
    this.room = after(this.room, frame);
    if (this.room.version > version) this.notice = null;
    switch (frame.t) {
      case "welcome":
        if (this.bestTrip === Infinity) this.skew = frame.now - this.world.now();
        this.busyWait = BUSY_FIRST;
        this.isHeldUp = false;
        this.flush();
        break;
      case "pong":
        this.setClock(frame.at, frame.now);
        break;
      case "ack":
        this.outbox.stored(frame.id, frame.answer, frame.at);
        this.isHeldUp = false;
        break;
      case "holders":
      case "swept":
        this.requests.answered(frame);
        break;
      case "no":
        this.refused(frame.id ?? null, { code: frame.code, text: frame.text });
        break;
    }
    if (this.acting && this.room.version > this.acting.version) this.acted(null);
    this.lookForQuestion();
    this.change();
  };

  private linkChanged(): void {
    if (this.status !== "online" && this.acting) this.acted({ code: "lost", text: "" });
    this.change();
  }

  private setClock(sent: number, server: number): void {
    const trip = this.world.now() - sent;
    if (trip < 0 || trip > this.bestTrip) return;
    this.bestTrip = trip;
    this.skew = server + trip / 2 - this.world.now();
  }

  private acted(notice: Notice | null): void {
    this.actTimer?.();
    this.acting = null;
    this.notice = notice;
    this.change();
  }

  private refused(id: string | null, notice: Notice): void {
    if (notice.code === "ticket_invalid") void this.renew();
    if (this.requests.refused(id, notice.code, notice.text)) return;
    if (id !== null && id === this.acting?.id) return this.acted(notice);
    if (notice.code === "busy") {
      this.isHeldUp = true;
      this.flushIn(this.busyWait);
      this.busyWait = Math.min(this.busyWait * 2, BUSY_MOST);
    } else if (notice.code === "slow_down") this.flushIn(AGAIN);
    if (id !== null && !LATER.has(notice.code)) this.outbox.refused(id, notice.code, notice.text);
  }

  private async renew(): Promise<void> {
    const ticket = await this.world.newTicket().catch(() => null);
    if (ticket) return this.link.renew(ticket);
    this.isLockedOut = true;
    this.link.stop();
  }

  /** Sends what is not acknowledged, and again until it is. */
  private flush = (): void => {
    const waiting = this.outbox.waiting();
    if (waiting.length) this.flushIn(AGAIN);
    for (const frame of waiting) this.link.send(frame);
  };

  private flushIn(ms: number): void {
    this.resend?.();
    this.resend = this.world.later(ms, this.flush);
  }

  private lookForQuestion(): void {
    const isMissing = this.room.phase === "asking" && !this.room.question;
    if (!isMissing) {
      this.missing?.();
      this.missing = null;
    } else
      this.missing ??= this.world.later(MISSING, () => {
        this.missing = null;
        this.link.greet();
      });
  }
}

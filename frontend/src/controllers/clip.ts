import { Controller } from "@hotwired/stimulus";

import { clock } from "../countdown";

export type Range = [number, number];

const EVERY = 10_000;
const JUMP = 2; // seconds: more between two ticks is a seek, not playing

/** Follows what a player shows and gives it as ranges of seconds. Knows nothing of the page. */
export class Follower {
  private from: number | null = null;
  private last = 0;

  /** The player stands at `at`, playing `rate` times as fast. Returns the range that a jump has just ended, if any. */
  play(at: number, rate = 1): Range | null {
    if (this.from !== null && (at < this.last || at - this.last > JUMP * Math.max(rate, 1))) {
      const ended = this.stop();
      this.from = this.last = at;
      return ended;
    }
    this.from ??= at;
    this.last = at;
    return null;
  }

  /** The player stopped, or it is time to report: the range that was played through, if any. */
  stop(): Range | null {
    if (this.from === null) return null;
    const range: Range = [this.from, this.last];
    this.from = null;
    return range[1] > range[0] ? range : null;
  }
}

interface Kept {
  ranges: Range[];
  position: number;
}

/**
 * A clip that tells the server which seconds were shown: every ten seconds, at a pause, when the page is left. What could
 * not be sent is kept on the device and sent later; sending twice does no harm.
 */
export default class ClipController extends Controller<HTMLElement> {
  static override targets = ["video", "state", "bar", "note"];
  static override values = {
    url: String,
    key: String,
    position: Number,
    percent: Number,
    textSeen: String,
    textFinished: String,
    textKept: String,
    textResume: String,
  };
  declare readonly videoTarget: HTMLVideoElement;
  declare readonly stateTarget: HTMLElement;
  declare readonly barTarget: HTMLProgressElement;
  declare readonly noteTarget: HTMLElement;
  declare readonly urlValue: string;
  declare readonly keyValue: string;
  declare readonly positionValue: number;
  declare readonly textSeenValue: string;
  declare readonly textFinishedValue: string;
  declare readonly textKeptValue: string;
  declare readonly textResumeValue: string;

  private follower = new Follower();
  private timer = 0;
  private sending = false;

  override connect(): void {
    const video = this.videoTarget;
    for (const event of ["playing", "timeupdate"]) video.addEventListener(event, this.follow);
    video.addEventListener("playing", this.follow);
    for (const event of ["pause", "seeking", "ended"]) video.addEventListener(event, this.stopped);
    document.addEventListener("visibilitychange", this.hidden);
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("online", this.send);
    this.timer = window.setInterval(this.tick, EVERY);
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) this.resume();
    else video.addEventListener("loadedmetadata", this.resume, { once: true });
    void this.send();
  }

  override disconnect(): void {
    window.clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.hidden);
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("online", this.send);
    this.leave();
  }

  private follow = (): void => {
    const { paused, seeking, currentTime } = this.videoTarget;
    if (!paused && !seeking) this.keep(this.follower.play(currentTime));
  };

  private stopped = (): void => {
    const { paused, seeking, currentTime } = this.videoTarget;
    // what was shown since the last tick, to the very end
    if (!seeking) this.keep(this.follower.play(currentTime));
    this.keep(this.follower.stop());
    if (paused) void this.send();
  };

  private tick = (): void => {
    this.follow();
    this.keep(this.follower.stop());
    this.follow();
    void this.send();
  };

  private hidden = (): void => {
    if (document.visibilityState === "hidden") this.leave();
  };

  private leave = (): void => {
    this.keep(this.follower.stop());
    void this.send();
  };

  private resume = (): void => {
    const video = this.videoTarget;
    const at = Math.max(this.positionValue, this.kept().position);
    if (at < 5 || at > video.duration - 5) return;
    video.currentTime = at;
    this.noteTarget.textContent = this.textResumeValue.replace("{time}", clock(Math.floor(at)));
  };

  private get store(): string {
    return `clip:${document.body.dataset["owner"] ?? ""}:${this.keyValue}`;
  }

  private kept(): Kept {
    const text = localStorage.getItem(this.store);
    return text ? (JSON.parse(text) as Kept) : { ranges: [], position: 0 };
  }

  private put(kept: Kept): void {
    if (kept.ranges.length) localStorage.setItem(this.store, JSON.stringify(kept));
    else localStorage.removeItem(this.store);
  }

  private keep(range: Range | null): void {
    if (!range) return;
    const rounded = range.map((second) => Math.round(second * 10) / 10) as Range;
    this.put({ ranges: [...this.kept().ranges, rounded], position: rounded[1] });
  }

  private send = async (): Promise<void> => {
    const { ranges, position } = this.kept();
    if (!ranges.length || this.sending) return;
    this.sending = true;
    const body = new FormData();
    body.set("ranges", JSON.stringify(ranges));
    body.set("position", String(position));
    const token = this.element.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(this.urlValue, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token },
        keepalive: true,
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.put({ ...this.kept(), ranges: this.kept().ranges.slice(ranges.length) });
      this.show((await answer.json()) as { percent: number; finished: boolean });
    } catch {
      // no connection, or the page is being left: the ranges are still kept and go with the next report
      this.noteTarget.textContent = this.textKeptValue;
    } finally {
      this.sending = false;
    }
  };

  private show({ percent, finished }: { percent: number; finished: boolean }): void {
    this.barTarget.value = percent;
    this.stateTarget.textContent = finished
      ? this.textFinishedValue
      : this.textSeenValue.replace("{percent}", String(percent));
    this.noteTarget.textContent = "";
  }
}

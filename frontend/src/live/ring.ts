import { type Mark, markBetween } from "../countdown";
import type { LiveClient } from "./client";
import { h, setText, svg } from "./elements";
import type { Words } from "./words";

const EVERY = 250;
const SHORT = 10;

/** A ring that empties with the time of the question; it speaks at half time, 10 s, 5 s and the end only. */
export class Ring {
  readonly element: HTMLElement;
  private readonly ring: SVGElement;
  private readonly number = h("b");
  private readonly spoken = h("p", { class: "visually-hidden", "aria-live": "assertive" });
  private before = Infinity;
  private timer = 0;

  constructor(
    private readonly client: LiveClient,
    private readonly words: Words,
    private readonly onOver: () => void = () => undefined,
  ) {
    const circle = { cx: "60", cy: "60", r: "54" };
    this.ring = svg("circle", { ...circle, class: "ring", pathLength: "100", "stroke-dasharray": "100" });
    const picture = svg(
      "svg",
      { viewBox: "0 0 120 120", "aria-hidden": "true" },
      svg("circle", { ...circle, class: "ring-track" }),
      this.ring,
    );
    const label = h("span", {}, words.say("secondsLeft"));
    const text = h("p", { class: "countdown-text" }, this.number, label);
    this.element = h("div", { class: "countdown", role: "timer" }, picture, text, this.spoken);
    this.tick();
    this.timer = window.setInterval(this.tick, EVERY);
  }

  stop(): void {
    window.clearInterval(this.timer);
  }

  tick = (): void => {
    const left = this.client.left();
    const total = this.client.room.seconds;
    this.element.hidden = left === null || total === null;
    if (left === null || total === null) return;
    const now = Math.ceil(left / 1000);
    if (now === this.before) return;
    const mark: Mark | null = this.before === Infinity ? null : markBetween(this.before, now, total);
    this.before = now;
    setText(this.number, String(now));
    this.ring.setAttribute("stroke-dashoffset", String(100 - Math.min(100, (100 * now) / total)));
    this.element.classList.toggle("is-short", now <= SHORT);
    if (mark) setText(this.spoken, this.words.say(mark));
    if (mark === "over") this.onOver();
  };
}

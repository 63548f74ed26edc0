import { Controller } from "@hotwired/stimulus";

import { clock, markBetween } from "../countdown";

/** A ring that empties. Dispatches `countdown:over` at the end. */
export default class CountdownController extends Controller<HTMLElement> {
  static override targets = ["ring", "clock", "announce"];
  static override values = {
    seconds: Number,
    total: Number,
    half: String,
    ten: String,
    five: String,
    over: String,
  };
  declare readonly ringTarget: SVGCircleElement;
  declare readonly clockTarget: HTMLElement;
  declare readonly announceTarget: HTMLElement;
  declare readonly secondsValue: number;
  declare readonly totalValue: number;
  declare readonly halfValue: string;
  declare readonly tenValue: string;
  declare readonly fiveValue: string;
  declare readonly overValue: string;

  private timer = 0;
  private endsAt = 0;
  private left = 0;

  override connect(): void {
    if (this.left > 0) this.timer = window.setInterval(this.tick, 250);
  }

  override disconnect(): void {
    window.clearInterval(this.timer);
  }

  /** At the beginning, and when somebody knows better how much is left. */
  secondsValueChanged(): void {
    this.left = this.secondsValue;
    this.endsAt = Date.now() + this.left * 1000;
  }

  private tick = (): void => {
    const now = Math.max(0, Math.ceil((this.endsAt - Date.now()) / 1000));
    if (now === this.left) return;
    const mark = markBetween(this.left, now, this.totalValue);
    this.left = now;
    this.clockTarget.textContent = clock(now);
    this.ringTarget.setAttribute("stroke-dashoffset", String(100 - (100 * now) / this.totalValue));
    this.element.classList.toggle("is-short", now <= 10);
    if (mark) this.announceTarget.textContent = this[`${mark}Value`];
    if (mark === "over") {
      window.clearInterval(this.timer);
      this.dispatch("over");
    }
  };
}

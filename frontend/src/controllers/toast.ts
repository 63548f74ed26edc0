import { Controller } from "@hotwired/stimulus";

const SECONDS = 8;

/** Goes away by itself, unless it offers a way back or reports a failure; never while it is read or used. */
export default class ToastController extends Controller<HTMLElement> {
  static override targets = ["close"];
  static override values = { keep: { type: Boolean, default: true } };
  declare readonly closeTargets: HTMLElement[];
  declare readonly keepValue: boolean;

  private timer = 0;

  override connect(): void {
    for (const button of this.closeTargets) button.hidden = false;
    if (this.keepValue) return;
    this.element.addEventListener("pointerenter", this.hold);
    this.element.addEventListener("focusin", this.hold);
    this.element.addEventListener("pointerleave", this.start);
    this.element.addEventListener("focusout", this.start);
    this.start();
  }

  override disconnect(): void {
    this.hold();
  }

  close(): void {
    this.element.remove();
  }

  private start = (): void => {
    this.hold();
    this.timer = window.setTimeout(() => this.close(), SECONDS * 1000);
  };

  private hold = (): void => window.clearTimeout(this.timer);
}

import { Controller } from "@hotwired/stimulus";

/** Says in words when the device did not confirm a passkey; the library behind it only writes to the console. */
export default class PasskeyController extends Controller<HTMLElement> {
  static override targets = ["failed"];
  declare readonly failedTarget: HTMLElement;

  override connect(): void {
    document.addEventListener("allauth.error", this.show);
  }

  override disconnect(): void {
    document.removeEventListener("allauth.error", this.show);
  }

  private readonly show = (event: Event): void => {
    event.preventDefault();
    this.failedTarget.hidden = false;
  };
}

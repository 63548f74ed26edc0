import { Controller } from "@hotwired/stimulus";

/** Tells that there is no connection, for as long as there is none. */
export default class OfflineBannerController extends Controller<HTMLElement> {
  override connect(): void {
    window.addEventListener("online", this.update);
    window.addEventListener("offline", this.update);
    this.update();
  }

  override disconnect(): void {
    window.removeEventListener("online", this.update);
    window.removeEventListener("offline", this.update);
  }

  private update = (): void => {
    this.element.hidden = navigator.onLine;
  };
}

import { Controller } from "@hotwired/stimulus";

/** A second press while the form is on its way does nothing. (The server also refuses a replay.) */
export default class OnceController extends Controller<HTMLFormElement> {
  private sent = false;

  override connect(): void {
    this.element.addEventListener("submit", this.submit);
    window.addEventListener("pageshow", this.reset);
  }

  override disconnect(): void {
    this.element.removeEventListener("submit", this.submit);
    window.removeEventListener("pageshow", this.reset);
  }

  private submit = (event: SubmitEvent): void => {
    if (this.sent) return event.preventDefault();
    this.sent = true;
    event.submitter?.setAttribute("aria-disabled", "true");
  };

  private reset = (): void => {
    this.sent = false;
    for (const button of this.element.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  };
}

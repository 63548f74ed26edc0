import { Controller } from "@hotwired/stimulus";

/** Filters answer at once; the button stays for those without JavaScript. */
export default class SubmitOnChangeController extends Controller<HTMLFormElement> {
  override connect(): void {
    this.element.addEventListener("change", this.submit);
  }

  override disconnect(): void {
    this.element.removeEventListener("change", this.submit);
  }

  private submit = (): void => this.element.requestSubmit();
}

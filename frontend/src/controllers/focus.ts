import { Controller } from "@hotwired/stimulus";

/** Takes the reader to what went wrong. */
export default class FocusController extends Controller<HTMLElement> {
  override connect(): void {
    this.element.focus();
  }
}

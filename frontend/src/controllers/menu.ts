import { Controller } from "@hotwired/stimulus";

/** A `<details>` that behaves like a menu: Escape or a press elsewhere closes it. */
export default class MenuController extends Controller<HTMLDetailsElement> {
  override connect(): void {
    document.addEventListener("click", this.outside);
    this.element.addEventListener("keydown", this.escape);
  }

  override disconnect(): void {
    document.removeEventListener("click", this.outside);
    this.element.removeEventListener("keydown", this.escape);
  }

  private outside = (event: MouseEvent): void => {
    if (!this.element.contains(event.target as Node)) this.element.open = false;
  };

  private escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.element.open) return;
    this.element.open = false;
    this.element.querySelector("summary")?.focus();
  };
}

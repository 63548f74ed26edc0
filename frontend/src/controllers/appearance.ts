import { Controller } from "@hotwired/stimulus";

/** Shows a chosen theme or size of type at once; sending the form keeps it. */
export default class AppearanceController extends Controller<HTMLFormElement> {
  override connect(): void {
    this.element.addEventListener("change", this.apply);
  }

  override disconnect(): void {
    this.element.removeEventListener("change", this.apply);
  }

  private apply = (): void => {
    const chosen = new FormData(this.element);
    const root = document.documentElement;
    root.dataset["bsTheme"] = String(chosen.get("theme") ?? "auto");
    root.dataset["type"] = String(chosen.get("type") ?? "normal");
  };
}

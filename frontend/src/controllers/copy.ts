import { Controller } from "@hotwired/stimulus";

/** Copies the text of a field. Without JavaScript the field itself can be marked and copied. */
export default class CopyController extends Controller<HTMLElement> {
  static override targets = ["source", "button", "label"];
  static override values = { done: String };
  declare readonly sourceTarget: HTMLInputElement;
  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly labelTarget: HTMLElement;
  declare readonly doneValue: string;

  override connect(): void {
    this.buttonTarget.hidden = false;
  }

  async copy(): Promise<void> {
    this.sourceTarget.select();
    // the clipboard needs HTTPS; on a school's own network there may be none
    if (navigator.clipboard) await navigator.clipboard.writeText(this.sourceTarget.value);
    else document.execCommand("copy");
    this.labelTarget.textContent = this.doneValue;
  }
}

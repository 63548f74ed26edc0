import { Controller } from "@hotwired/stimulus";

import { fold } from "../fold";

/** A search box above a long list: options that hold every typed word stay, with marks or without. The chosen one always
 * stays, so that searching never changes the choice. */
export default class OptionSearchController extends Controller<HTMLElement> {
  static override targets = ["words", "none"];
  declare readonly wordsTarget: HTMLInputElement;
  declare readonly noneTarget: HTMLElement;

  private get list(): HTMLSelectElement | null {
    return this.element.querySelector("select");
  }

  override connect(): void {
    this.wordsTarget.hidden = false;
    this.wordsTarget.addEventListener("input", this.narrow);
    this.wordsTarget.addEventListener("keydown", this.keep);
  }

  override disconnect(): void {
    this.wordsTarget.removeEventListener("input", this.narrow);
    this.wordsTarget.removeEventListener("keydown", this.keep);
  }

  /** Enter looks for words; it must not send the form. */
  private keep = (event: KeyboardEvent): void => {
    if (event.key === "Enter") event.preventDefault();
  };

  private narrow = (): void => {
    const words = fold(this.wordsTarget.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const option of this.list?.options ?? []) {
      const group = option.parentElement instanceof HTMLOptGroupElement ? option.parentElement.label : "";
      const text = fold(`${group} ${option.text}`);
      const fits = option.value === "" || words.every((word) => text.includes(word));
      option.hidden = !fits && !option.selected;
      option.disabled = option.hidden;
      if (fits && option.value !== "") shown += 1;
    }
    for (const group of this.element.querySelectorAll("optgroup"))
      group.hidden = [...group.children].every((option) => (option as HTMLOptionElement).hidden);
    this.noneTarget.hidden = shown > 0;
  };
}

import { Controller } from "@hotwired/stimulus";

/** Reads the question that is shown aloud, by the device's own voice; where it has none there is no button. */
export default class ReadAloudController extends Controller<HTMLElement> {
  static override targets = ["button", "text"];
  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly textTargets: HTMLElement[];

  override connect(): void {
    if (!("speechSynthesis" in window)) return;
    this.buttonTarget.hidden = false;
    this.element.addEventListener("attempt:shown", this.stop);
  }

  override disconnect(): void {
    this.element.removeEventListener("attempt:shown", this.stop);
    this.stop();
  }

  /** Read, or stop reading. */
  speak(): void {
    if (speechSynthesis.speaking) return this.stop();
    const shown = this.textTargets.find((part) => !part.hidden);
    if (!shown) return;
    const parts = shown.querySelectorAll<HTMLElement>(".question-text, .option, .pair-row, .cloze, .certainty legend");
    for (const part of parts) {
      const words = new SpeechSynthesisUtterance(part.innerText.replace(/\s+/g, " ").trim());
      words.lang = "vi-VN";
      speechSynthesis.speak(words);
    }
  }

  private stop = (): void => {
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  };
}

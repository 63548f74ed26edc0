import { Controller } from "@hotwired/stimulus";

import { fold } from "../fold";

/** Ctrl+K: type part of a place's name, with or without marks, and go there. */
export default class CommandPaletteController extends Controller<HTMLDialogElement> {
  static override targets = ["input", "place", "none"];
  declare readonly inputTarget: HTMLInputElement;
  declare readonly placeTargets: HTMLLIElement[];
  declare readonly noneTarget: HTMLElement;

  shortcut(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (this.element.open) return this.element.close();
    this.inputTarget.value = "";
    this.filter();
    this.element.showModal();
    this.inputTarget.focus();
  }

  filter(): void {
    const wanted = fold(this.inputTarget.value.trim());
    for (const place of this.placeTargets) place.hidden = !fold(place.textContent ?? "").includes(wanted);
    this.noneTarget.hidden = this.shown.length > 0;
  }

  move(event: KeyboardEvent): void {
    const links = this.shown.map((place) => place.querySelector("a")!);
    if (event.key === "Enter" && event.target === this.inputTarget) {
      event.preventDefault();
      links[0]?.click();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = links.findIndex((link) => link === document.activeElement);
    (at + step < 0 ? this.inputTarget : links[Math.min(at + step, links.length - 1)])?.focus();
  }

  backdrop(event: MouseEvent): void {
    if (event.target === this.element) this.element.close();
  }

  private get shown(): HTMLLIElement[] {
    return this.placeTargets.filter((place) => !place.hidden);
  }
}

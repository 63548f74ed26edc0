import { Controller } from "@hotwired/stimulus";

import type { mount } from "../editor";

/** Turns a textarea into an editor; the editor's code is fetched only on pages that have one. */
export default class LongTextController extends Controller<HTMLElement> {
  static override values = { source: String, sprite: String, names: Object };
  declare readonly sourceValue: string;
  declare readonly spriteValue: string;
  declare readonly namesValue: Record<string, string>;

  private close?: () => void;

  override async connect(): Promise<void> {
    const textarea = this.element.querySelector("textarea");
    if (!textarea || this.close) return;
    const editor = (await import(this.sourceValue)) as { mount: typeof mount };
    if (this.element.isConnected) {
      this.close = editor.mount(this.element, textarea, this.namesValue, this.spriteValue);
    }
  }

  override disconnect(): void {
    this.close?.();
    delete this.close;
  }
}

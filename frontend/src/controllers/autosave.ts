import { Controller } from "@hotwired/stimulus";

import { type Draft, draftKey, keepDraft, markSent, readDraft } from "../drafts";

const PAUSE = 500;

/** Keeps what is typed into a form on this device until the server has acknowledged it. */
export default class AutosaveController extends Controller<HTMLFormElement> {
  static override values = { key: String };
  declare readonly keyValue: string;

  private timer = 0;
  private base = "";
  private receipt?: HTMLParagraphElement;

  override connect(): void {
    this.element.addEventListener("input", this.later);
    this.element.addEventListener("change", this.later);
    this.element.addEventListener("submit", this.send);
    this.element.addEventListener("htmx:afterRequest", this.acknowledge);
    this.base = JSON.stringify(this.fields());
    this.restore();
  }

  override disconnect(): void {
    window.clearTimeout(this.timer);
    this.element.removeEventListener("input", this.later);
    this.element.removeEventListener("change", this.later);
    this.element.removeEventListener("submit", this.send);
    this.element.removeEventListener("htmx:afterRequest", this.acknowledge);
  }

  private get name(): string {
    return draftKey(document.body.dataset["owner"] ?? "", this.keyValue);
  }

  private fields(): Record<string, string[]> {
    const fields: Record<string, string[]> = {};
    for (const control of this.controls()) {
      const kept = (fields[control.name] ??= []);
      if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) {
        if (control.checked) kept.push(control.value);
      } else kept.push(control.value);
    }
    return fields;
  }

  private controls(): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
    return [...this.element.elements].filter(
      (control): control is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
        (control instanceof HTMLTextAreaElement ||
          control instanceof HTMLSelectElement ||
          (control instanceof HTMLInputElement && !["hidden", "file", "password", "submit"].includes(control.type))) &&
        control.name !== "",
    );
  }

  private later = (): void => {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(this.keep, PAUSE);
  };

  private keep = (): void => {
    const at = Date.now();
    if (keepDraft(localStorage, this.name, { at, base: this.base, fields: this.fields() })) this.say("textKept", at);
  };

  private send = (event: Event): void => {
    if (event.defaultPrevented) return;
    window.clearTimeout(this.timer);
    this.keep();
    markSent(sessionStorage, this.name);
  };

  private acknowledge = (event: Event): void => {
    const detail = (event as CustomEvent<{ successful: boolean; elt: Element }>).detail;
    if (detail.elt !== this.element || !detail.successful) return;
    localStorage.removeItem(this.name);
    this.say("textSaved", Date.now());
  };

  private restore(): void {
    const draft = readDraft(localStorage, this.name);
    if (!draft || this.element.querySelector(".has-error")) return; // with errors the server gave the text back itself
    if (JSON.stringify(draft.fields) === this.base) return;
    if (draft.base === this.base) this.show(draft);
    else this.offer(draft); // somebody has saved another text since: theirs is not written over unasked
  }

  private show(draft: Draft): void {
    this.fill(draft);
    this.say("textRestored", draft.at);
    this.addButton("textDiscard", () => {
      localStorage.removeItem(this.name);
      window.location.reload();
    });
  }

  private offer(draft: Draft): void {
    this.say("textOlder", draft.at);
    this.addButton("textUse", () => this.show(draft));
  }

  private fill(draft: Draft): void {
    const seen: Record<string, number> = {};
    for (const control of this.controls()) {
      const kept = draft.fields[control.name];
      if (!kept) continue;
      if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) {
        control.checked = kept.includes(control.value);
      } else {
        const index = (seen[control.name] = (seen[control.name] ?? -1) + 1);
        control.value = kept[index] ?? control.value;
        control.dispatchEvent(new Event("draft:filled"));
      }
    }
  }

  private say(text: "textKept" | "textSaved" | "textRestored" | "textOlder", at: number): void {
    this.receipt ??= this.addReceipt();
    const clock = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);
    this.receipt.textContent = (document.body.dataset[text] ?? "").replace("{time}", clock);
  }

  private addReceipt(): HTMLParagraphElement {
    const receipt = document.createElement("p");
    receipt.className = "receipt";
    receipt.setAttribute("role", "status");
    this.element.append(receipt);
    return receipt;
  }

  private addButton(text: "textDiscard" | "textUse", act: () => void): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = document.body.dataset[text] ?? "";
    button.addEventListener("click", act);
    this.receipt?.append(" ", button);
  }
}

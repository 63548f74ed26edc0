import type { Role } from "./frames";
import { Words } from "./words";

/** The page as the server sent it. */
export class Page {
  readonly root: HTMLElement;
  readonly words: Words;

  constructor() {
    this.words = new Words(document);
    this.root = this.find("[data-live]");
  }

  get about(): { sitting: string; ticket: string; role: Role; title: string } {
    const { sitting = "", ticket = "", role = "seat", title = "" } = this.root.dataset;
    return { sitting, ticket, role: role as Role, title };
  }

  find(selector: string): HTMLElement {
    const found = document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return found;
  }
}

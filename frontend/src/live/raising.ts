import type { Sweep } from "../cards/sweep";
import type { LiveClient } from "./client";
import { h, setText } from "./elements";
import type { Page } from "./page";

/** A card has so many edges. */
const MOST_CHOICES = 4;

/** The remote's way to the answer cards. What reads them comes with the page, so that none is needed later. */
export class Raising {
  readonly element: HTMLElement;
  private readonly notice = h("p", { role: "alert" });
  private readonly button: HTMLButtonElement;
  private reader: Promise<typeof import("../cards/scan")>;
  private sweep: Sweep | null = null;
  private round = 0;

  constructor(
    private readonly page: Page,
    private readonly client: LiveClient,
  ) {
    const { words } = page;
    const open = (): void => void this.open();
    this.button = h("button", { type: "button", class: "btn btn-quiet", click: open }, words.say("sweep"));
    this.reader = this.fetched();
    this.element = h("div", { class: "remote-raising", hidden: true }, this.button, this.notice);
  }

  update(): void {
    const isPossible = this.isPossible();
    this.element.hidden = !isPossible;
    if (!this.sweep) return;
    if (this.client.room.round !== this.round) this.sweep.close();
    else this.sweep.mayAccept(isPossible && this.client.status === "online");
  }

  private isPossible(): boolean {
    return this.client.room.phase === "asking" && this.choices() > 0 && this.choices() <= MOST_CHOICES;
  }

  /** How many choices a card can take; 0 where a card cannot answer. */
  private choices(): number {
    const { question } = this.client.room;
    if (question?.kind === "true_false") return 2;
    return question?.kind === "single" ? (question.choices?.length ?? 0) : 0;
  }

  private fetched(): Promise<typeof import("../cards/scan")> {
    const reader = import(this.page.root.dataset["reader"] ?? "") as Promise<typeof import("../cards/scan")>;
    reader.catch(() => undefined); // said when it is wanted
    return reader;
  }

  private async open(): Promise<void> {
    const { words, root } = this.page;
    const { round } = this.client.room;
    if (this.sweep || !this.isPossible()) return;
    setText(this.notice, "");
    this.button.disabled = true;
    try {
      const { Sweep } = await this.reader;
      this.round = round;
      this.sweep = new Sweep({
        words,
        choices: this.choices(),
        givePage: root.dataset["cards"] ?? "",
        holders: () => this.client.holders(),
        accept: (answers) => this.client.raise(round, answers),
        closed: () => (this.sweep = null),
      });
      this.sweep.open(root);
      this.update();
    } catch {
      this.reader = this.fetched();
      setText(this.notice, words.say("sweepNotLoaded"));
    } finally {
      this.button.disabled = false;
    }
  }
}

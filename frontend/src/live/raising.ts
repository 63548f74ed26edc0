import type { Sweep } from "../cards/sweep";
import type { LiveClient } from "./client";
import { h, setText } from "./elements";
import type { Page } from "./page";

/** A card has so many edges. */
const MOST_CHOICES = 4;

/** The remote's way to the answer cards. What reads them is fetched when it is first wanted, from where the page is. */
export class Raising {
  readonly element: HTMLElement;
  private readonly notice = h("p", { role: "alert" });
  private readonly button: HTMLButtonElement;
  private sweep: Sweep | null = null;
  private round = 0;

  constructor(
    private readonly page: Page,
    private readonly client: LiveClient,
  ) {
    const { words } = page;
    const open = (): void => void this.open();
    this.button = h("button", { type: "button", class: "btn btn-quiet", click: open }, words.say("sweep"));
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
    const { phase, question } = this.client.room;
    return phase === "asking" && question?.kind === "single" && (question.choices?.length ?? 0) <= MOST_CHOICES;
  }

  private async open(): Promise<void> {
    const { words, root } = this.page;
    const { round, question } = this.client.room;
    if (this.sweep || !this.isPossible()) return;
    setText(this.notice, "");
    this.button.disabled = true;
    try {
      const { Sweep } = (await import(root.dataset["reader"] ?? "")) as typeof import("../cards/scan");
      this.round = round;
      this.sweep = new Sweep({
        words,
        choices: question?.choices?.length ?? 0,
        givePage: root.dataset["cards"] ?? "",
        holders: () => this.client.holders(),
        accept: (answers) => this.client.raise(round, answers),
        closed: () => (this.sweep = null),
      });
      this.sweep.open(root);
      this.update();
    } catch {
      setText(this.notice, words.say("sweepNotLoaded"));
    } finally {
      this.button.disabled = false;
    }
  }
}

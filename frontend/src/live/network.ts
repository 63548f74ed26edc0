import type { LiveClient } from "./client";
import { h } from "./elements";
import type { Page } from "./page";

/** A connection that is back within this time is not worth a word. */
const PATIENCE = 1_500;

/** Says that there is no connection, as long as there is none; and when the page has to be opened anew. */
export class Network {
  private readonly line: HTMLElement;
  private timer = 0;

  constructor(
    private readonly page: Page,
    private readonly client: LiveClient,
  ) {
    this.line = h("div", { class: "live-network", role: "status", hidden: true });
    document.body.prepend(this.line);
  }

  show(): void {
    window.clearTimeout(this.timer);
    const { status, isLockedOut } = this.client;
    if (isLockedOut) return this.lockedOut();
    if (status === "online" || status === "over") {
      this.line.hidden = true;
      this.line.replaceChildren();
    } else this.timer = window.setTimeout(this.say, PATIENCE);
  }

  private say = (): void => {
    this.line.hidden = false;
    this.line.replaceChildren(this.page.words.icon("offline"), this.page.words.say("offline"));
  };

  private lockedOut(): void {
    const again = h(
      "button",
      { type: "button", class: "link", click: () => window.location.reload() },
      this.page.words.say("reload"),
    );
    this.line.hidden = false;
    this.line.replaceChildren(h("span", {}, this.page.words.say("lockedOut")), again);
  }
}

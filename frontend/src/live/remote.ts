import { actOfKey, choiceIn } from "./acts";
import { bars } from "./bars";
import { board } from "./board";
import type { LiveClient } from "./client";
import { h, setText } from "./elements";
import type { Act } from "./frames";
import type { Page } from "./page";
import { Raising } from "./raising";
import { Ring } from "./ring";
import { readable } from "./shown";

/** A second press within this time of the first is a slip of the finger. */
const SLIP = 700;

/** The chair's remote: one big button for the next step, the rest small. */
export class Remote {
  private readonly now = h("p", { class: "remote-now", role: "status" });
  private readonly stem = h("h2", { class: "remote-stem" });
  private readonly ringPlace = h("div", { class: "remote-ring" });
  private readonly figures = h("div", { class: "remote-figures" });
  private readonly figure = h("b");
  private readonly label = h("span");
  private readonly count = h("p", { class: "remote-count" }, this.figure, this.label);
  private readonly bar = h("progress", { class: "bar bar-green", "aria-hidden": "true" });
  private readonly news = h("ul", { class: "remote-news" });
  private readonly shown = h("div");
  private readonly notice = h("p", { class: "remote-notice", role: "alert" });
  private readonly big = h("button", { type: "button", class: "btn btn-primary remote-main-act" });
  private readonly others = h("div", { class: "remote-others" });
  private readonly links = h("div", { class: "remote-links" });
  private readonly ask: HTMLDialogElement;
  private readonly raising: Raising;
  private ring: Ring | null = null;
  private scene = "";
  private pressedAt = -Infinity;

  constructor(
    private readonly page: Page,
    private readonly client: LiveClient,
  ) {
    const { words } = page;
    const { screen = "", code = "" } = page.root.dataset;
    this.links.append(
      h("p", {}, words.say("code", { code })),
      h(
        "a",
        { href: screen, target: "_blank", rel: "noopener", class: "btn btn-quiet" },
        words.icon("screen"),
        words.say("screen"),
      ),
    );
    this.figures.append(h("div", { class: "remote-counted" }, this.count, this.bar), this.ringPlace);
    const keys = h("p", { class: "remote-keys" }, words.say("keys"));
    const news = h("div", { role: "status" }, this.news);
    this.raising = new Raising(page, client);
    const parts = [this.now, this.stem, this.figures, news, this.raising.element, this.shown, this.links, keys];
    page.find("main").replaceChildren(...parts);
    page.root.append(h("footer", { class: "remote-foot" }, this.notice, this.big, this.others));
    this.big.addEventListener("click", () => this.press(this.choice.main));
    this.ask = this.endDialog();
    page.root.append(this.ask);
    document.addEventListener("keydown", this.keyPressed);
  }

  show(): void {
    const { room } = this.client;
    if (room.version < 0) return; // not welcomed yet
    const scene = [room.phase, room.round, room.version].join(" ");
    if (scene !== this.scene) {
      this.scene = scene;
      this.draw();
    }
    this.update();
  }

  private get choice(): ReturnType<typeof choiceIn> {
    const { phase, number, of } = this.client.room;
    return choiceIn(phase, number, of);
  }

  private get isCounting(): boolean {
    return ["asking", "paused", "closed", "revealed"].includes(this.client.room.phase);
  }

  private draw(): void {
    const { room } = this.client;
    const { words } = this.page;
    this.ring?.stop();
    this.ring = room.phase === "asking" ? new Ring(this.client, words) : null;
    this.ringPlace.replaceChildren(...(this.ring ? [this.ring.element] : []));
    this.others.replaceChildren(...this.choice.others.map((act) => this.small(act)));
    const results = this.page.root.dataset["results"];
    if (room.phase === "ended" && results)
      this.others.replaceChildren(
        h("a", { class: "btn btn-primary remote-main-act", href: results }, words.say("results")),
      );
    this.big.hidden = this.choice.main === null;
    setText(this.stem, room.question ? readable(room.question.stem) : "");
    this.stem.hidden = !room.question || room.phase === "board" || room.phase === "ended";
    this.links.hidden = room.phase === "ended";
    const isOver = room.phase === "board" || room.phase === "ended";
    this.figures.hidden = isOver;
    const bar =
      room.phase === "revealed" && room.question && room.result?.counts
        ? bars(room.question, room.result, words)
        : null;
    this.shown.replaceChildren(...(isOver ? [board(room.board, words)] : bar ? [bar] : []));
  }

  private small(act: Act): HTMLElement {
    const name = act === "seal" ? this.page.words.say("next", { n: this.client.room.number + 1 }) : this.name(act);
    return h("button", { type: "button", class: "btn btn-quiet", click: () => this.press(act) }, name);
  }

  private name(act: Act): string {
    const { number } = this.client.room;
    return this.page.words.say(`act${act[0]?.toUpperCase()}${act.slice(1)}`, {
      n: act === "seal" ? number + 1 : number,
    });
  }

  private update(): void {
    const { room, acting, status, notice } = this.client;
    const { words } = this.page;
    const where = room.number ? `${words.say("questionOf", { n: room.number, of: room.of })} · ` : "";
    setText(this.now, where + words.say(`now${room.phase[0]?.toUpperCase()}${room.phase.slice(1)}`));
    const { main } = this.choice;
    if (main) setText(this.big, acting ? words.say("acting") : this.name(main));
    const isWaiting = status !== "online" || acting !== null || this.isSlip();
    for (const button of [this.big, ...this.others.querySelectorAll("button")])
      button.setAttribute("aria-disabled", String(isWaiting));
    setText(this.notice, notice ? notice.text || words.say("lost") : "");
    const seated = words.number(room.seated);
    setText(this.figure, this.isCounting ? `${words.number(room.answers)}/${seated}` : seated);
    setText(this.label, words.say(this.isCounting ? "received" : "seated"));
    this.bar.max = Math.max(room.seated, 1);
    this.bar.value = room.answers;
    this.bar.hidden = !this.isCounting;
    this.writeNews();
    this.raising.update();
  }

  private writeNews(): void {
    const { room } = this.client;
    const { words } = this.page;
    const isAsking = room.phase === "asking" || room.phase === "closed";
    const missing = room.seated - room.answers;
    const news = [
      isAsking && room.seated > 0 ? (missing > 0 ? words.say("missing", { n: missing }) : words.say("everybody")) : "",
      this.isCounting && room.corrected > 0 ? words.say("corrected", { n: room.corrected }) : "",
    ].filter(Boolean);
    if (news.join("\n") === Array.from(this.news.children, (line) => line.textContent).join("\n")) return;
    this.news.replaceChildren(...news.map((text) => h("li", {}, text)));
  }

  private press(act: Act | null): void {
    if (!act || this.isSlip()) return;
    this.pressedAt = performance.now();
    window.setTimeout(() => this.update(), SLIP);
    if (act === "end") this.ask.showModal();
    else this.client.act(act);
  }

  private isSlip(): boolean {
    return performance.now() - this.pressedAt < SLIP;
  }

  private endDialog(): HTMLDialogElement {
    const { words } = this.page;
    const dialog = h("dialog", { class: "remote-dialog", "aria-labelledby": "really-end" });
    const end = (): void => {
      dialog.close();
      this.client.act("end");
    };
    dialog.append(
      h("p", { id: "really-end" }, words.say("reallyEnd")),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "btn btn-primary", click: end }, words.say("actEnd")),
        h("button", { type: "button", class: "btn btn-quiet", click: () => dialog.close() }, words.say("keepGoing")),
      ),
    );
    return dialog;
  }

  private keyPressed = (event: KeyboardEvent): void => {
    const isOnControl = event.target instanceof HTMLElement && event.target.closest("button, a, dialog") !== null;
    if (document.querySelector("dialog[open]") || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " && isOnControl) return; // the control that has the focus is pressed by it
    const act = actOfKey(event.key, this.client.room.phase, this.choice);
    if (!act) return;
    event.preventDefault();
    this.press(act);
  };
}

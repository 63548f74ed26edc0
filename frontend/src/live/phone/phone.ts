import { board } from "../board";
import type { LiveClient } from "../client";
import { h, setText } from "../elements";
import { Ring } from "../ring";
import type { Page } from "../page";
import { type Field, fieldFor, picture } from "./fields";
import { revealed, standing } from "./results";

const TYPE_KEY = "live:type";

/** A member's phone. */
export class Phone {
  private readonly stage: HTMLElement;
  private readonly ringPlace = h("div", { class: "phone-ring" });
  private readonly where = h("p", { class: "phone-where" });
  private readonly who = h("p", { class: "phone-who" });
  private scene = "";
  private field: Field | null = null;
  private receipt: HTMLElement | null = null;
  private send: HTMLButtonElement | null = null;
  private ring: Ring | null = null;
  private isIncomplete = false;

  constructor(
    private readonly page: Page,
    private readonly client: LiveClient,
  ) {
    this.stage = page.find("main");
    const bar = page.find(".phone-bar");
    bar.append(h("div", { class: "phone-bar-text" }, this.where, this.who), this.ringPlace, this.largeType());
  }

  /** Draws what has changed. */
  show(): void {
    const { room } = this.client;
    if (room.version < 0) return; // not welcomed yet
    const scene = [room.phase, room.round, room.question ? 1 : 0, room.version * Number(isStill(room.phase))].join(" ");
    if (scene !== this.scene) {
      const isFirst = this.scene === "";
      this.scene = scene;
      this.draw();
      if (!isFirst) this.arrive();
    } else if (room.phase === "revealed" && !this.stage.dataset["mine"] && room.mine) this.draw();
    this.update();
  }

  private arrive(): void {
    window.scrollTo(0, 0);
    this.stage.querySelector<HTMLElement>("[tabindex='-1']")?.focus({ preventScroll: true });
  }

  private draw(): void {
    this.ring?.stop();
    this.ring = this.field = this.receipt = this.send = null;
    this.isIncomplete = false;
    this.ringPlace.replaceChildren();
    const { room } = this.client;
    this.stage.dataset["phase"] = room.phase;
    this.stage.dataset["mine"] = room.mine ? "1" : "";
    this.stage.replaceChildren(...this.parts());
  }

  private parts(): HTMLElement[] {
    const { room } = this.client;
    const { words } = this.page;
    const own = room.seat ?? undefined;
    switch (room.phase) {
      case "lobby":
        return [this.lobby()];
      case "sealed":
        return [this.calm(words.say("sealed"), words.say("coming"))];
      case "asking":
      case "paused":
      case "closed":
        return this.question();
      case "revealed":
        return revealed(room, this.client.ownAnswer(), words);
      case "board":
      case "ended": {
        const title = h("h2", { tabindex: "-1" }, words.say(room.phase === "ended" ? "ended" : "standings"));
        const place = standing(room, words);
        const home = this.page.root.dataset["home"];
        const back =
          room.phase === "ended" && home ? h("a", { class: "btn btn-primary", href: home }, words.say("home")) : null;
        return [title, place, board(room.board, words, own), back].filter((part) => part !== null);
      }
    }
  }

  private lobby(): HTMLElement {
    const { words } = this.page;
    const { seat } = this.client.room;
    return h(
      "div",
      { class: "phone-calm" },
      h("h2", { tabindex: "-1" }, words.say("welcome", { name: seat?.name ?? "" })),
      seat?.team ? h("p", { class: "phone-team" }, words.say("team", { name: seat.team })) : null,
      h("p", {}, words.say("inside")),
      h("p", { class: "muted small" }, words.say("stay")),
    );
  }

  private calm(title: string, text: string): HTMLElement {
    return h("div", { class: "phone-calm" }, h("h2", { tabindex: "-1" }, title), h("p", {}, text));
  }

  private question(): HTMLElement[] {
    const { room } = this.client;
    const { words } = this.page;
    const { question } = room;
    if (!question) return [this.calm(words.say("sealed"), words.say("coming"))];
    const isOpen = room.phase === "asking";
    const stem = question.kind === "cloze" ? words.say("fillGaps") : question.stem;
    const begun = this.client.ownAnswer() ?? this.client.draft();
    this.field = fieldFor({ question, words, begun, changed: this.changed });
    this.receipt = h("p", { class: "phone-receipt", role: "status" });
    this.send = h("button", { class: "btn btn-primary phone-send", type: "submit" }, words.say("send"));
    if (isOpen) {
      this.ring = new Ring(this.client, words, this.timeUp);
      this.ringPlace.append(this.ring.element);
      window.requestAnimationFrame(() => this.client.drawn());
    }
    return [
      h("h2", { class: "phone-stem", tabindex: "-1" }, stem),
      picture(question.media, words),
      h(
        "form",
        { class: "phone-form", submit: this.submit },
        this.field.element,
        h("div", { class: "phone-end" }, this.receipt, this.send),
      ),
    ].filter((part) => part !== null);
  }

  private changed = (): void => {
    this.client.keepDraft(this.field?.draft());
    this.isIncomplete = false;
    this.update();
  };

  private submit = (event: Event): void => {
    event.preventDefault();
    const answer = this.field?.answer() ?? null;
    this.isIncomplete = answer === null;
    if (answer !== null) this.client.answer(answer);
    this.update();
  };

  /** What stands when the time is up is sent. */
  private timeUp = (): void => {
    const answer = this.field?.answer(true) ?? null;
    if (answer !== null) this.client.answer(answer);
  };

  private update(): void {
    const { room } = this.client;
    const { words } = this.page;
    const { seat } = room;
    setText(this.where, room.number ? words.say("questionOf", { n: room.number, of: room.of }) : "");
    const points = seat && room.number ? ` · ${words.say("points", { n: words.number(seat.points) })}` : "";
    setText(this.who, seat && room.phase !== "lobby" ? `${seat.team ?? seat.name}${points}` : "");
    this.writeReceipt();
  }

  private writeReceipt(): void {
    if (!this.receipt || !this.send || !this.field) return;
    const { room } = this.client;
    const given = this.client.given();
    const isStored = this.client.isStored();
    const isGiven = isStored || (given !== null && given.refused === null);
    const isOpen = room.phase === "asking";
    this.field.element.disabled = isGiven || !isOpen;
    this.field.element.classList.toggle("is-given", isGiven);
    this.send.hidden = isGiven || !isOpen;
    this.send.classList.toggle("is-early", this.field.answer() === null);
    const look = isStored ? "is-stored" : given?.refused ? "is-refused" : isGiven ? "is-waiting" : "";
    this.receipt.className = `phone-receipt ${look}`;
    const text = this.receiptText(isStored, isGiven);
    if (this.receipt.textContent === text) return;
    this.receipt.replaceChildren(...(isStored ? [this.page.words.icon("check"), h("span", {}, text)] : [text]));
  }

  private receiptText(isStored: boolean, isGiven: boolean): string {
    const { words } = this.page;
    const given = this.client.given();
    const { phase } = this.client.room;
    if (isStored) return words.say("received");
    if (given?.refused) return given.refused.text;
    if (isGiven && this.client.status !== "online") return words.say("kept");
    if (isGiven) return words.say(this.client.isHeldUp ? "heldUp" : "sending");
    if (phase === "paused") return words.say("waitResume");
    if (phase === "closed") return words.say("notReceived");
    if (this.isIncomplete) return words.say("incomplete");
    return this.field?.answer() === null ? "" : words.say("final");
  }

  private largeType(): HTMLElement {
    const root = document.documentElement;
    try {
      if (localStorage.getItem(TYPE_KEY)) root.dataset["type"] = localStorage.getItem(TYPE_KEY) ?? "normal";
    } catch {
      // nothing is kept in this browser: the button works for this page
    }
    const isLarge = (): boolean => root.dataset["type"] === "large";
    const button = h(
      "button",
      {
        ...{
          type: "button",
          class: "phone-type",
          "aria-pressed": String(isLarge()),
          "aria-label": this.page.words.say("large"),
        },
        click: () => {
          root.dataset["type"] = isLarge() ? "normal" : "large";
          button.setAttribute("aria-pressed", String(isLarge()));
          try {
            localStorage.setItem(TYPE_KEY, root.dataset["type"]);
          } catch {
            // as above
          }
        },
      },
      this.page.words.icon("type"),
    );
    return button;
  }
}

function isStill(phase: string): boolean {
  return phase === "board" || phase === "ended";
}

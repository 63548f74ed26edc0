import { bars } from "./bars";
import { board, podium } from "./board";
import type { LiveClient } from "./client";
import { h, setText } from "./elements";
import type { Kind, Question } from "./frames";
import type { Page } from "./page";
import { picture } from "./phone/fields";
import { reasons } from "./phone/results";
import { Ring } from "./ring";
import { letter, lines, optionTexts, readable } from "./shown";

const ON_PHONE: Partial<Record<Kind, string>> = {
  matching: "matchOnPhone",
  ordering: "orderOnPhone",
  short: "typeOnPhone",
  cloze: "fillOnPhone",
};
/** With more names on one step of the podium the standings say it better. */
const MOST_ON_A_STEP = 2;
/** Sizes of type that are tried, the largest first, until everything is on the screen. */
const SIZES = Array.from({ length: 18 }, (_, step) => 1.1 - step * 0.04);

/** What the hall sees. Nothing to press: it follows the remote. */
export class Screen {
  private readonly stage: HTMLElement;
  private readonly picture = h("div", { class: "screen-picture" });
  private readonly lobby: HTMLElement;
  private readonly number: HTMLElement;
  private readonly count = h("p", { class: "screen-count" });
  private readonly bar = h("progress", { class: "bar bar-green", "aria-hidden": "true" });
  private readonly received = h("div", { class: "screen-received" }, this.count, this.bar);
  private ring: Ring | null = null;
  private scene = "";

  constructor(
    private readonly page: Page,
    private readonly client: LiveClient,
  ) {
    this.stage = page.find("[data-stage]");
    this.stage.append(this.picture);
    this.lobby = page.find("[data-lobby]");
    this.number = page.find("[data-number]");
    page.find("[data-foot]").before(this.received);
    new ResizeObserver(() => this.fit()).observe(page.root);
    void document.fonts.ready.then(() => this.fit());
  }

  show(): void {
    const { room } = this.client;
    if (room.version < 0) return; // not welcomed yet
    const scene = [room.phase, room.round, room.question ? 1 : 0, room.phase === "board" ? room.version : 0].join(" ");
    if (scene !== this.scene) {
      this.scene = scene;
      this.draw();
    }
    this.update();
  }

  private draw(): void {
    const { room } = this.client;
    this.ring?.stop();
    this.ring = null;
    this.page.root.dataset["phase"] = room.phase;
    this.lobby.hidden = room.phase !== "lobby";
    this.stage.hidden = room.phase === "lobby";
    this.picture.replaceChildren(...this.parts());
    this.fit();
  }

  private parts(): HTMLElement[] {
    const { room } = this.client;
    const { words } = this.page;
    switch (room.phase) {
      case "lobby":
        return [];
      case "sealed":
        return [this.calm(words.say("questionOf", { n: room.number, of: room.of }), words.say("getReady"))];
      case "asking":
      case "paused":
      case "closed":
        return room.question ? this.asked(room.question) : [this.calm(words.say("sealed"), "")];
      case "revealed":
        return this.revealed();
      case "board":
        return [h("h1", {}, words.say("standings")), board(room.board, words)];
      case "ended":
        return this.ended();
    }
  }

  private calm(title: string, text: string): HTMLElement {
    return h("div", { class: "screen-calm" }, h("h1", {}, title), h("p", {}, text));
  }

  private asked(question: Question): HTMLElement[] {
    const { room } = this.client;
    const { words } = this.page;
    const isOpen = room.phase === "asking";
    if (isOpen) this.ring = new Ring(this.client, words);
    const state = isOpen ? null : h("p", { class: "screen-state" }, words.say(room.phase));
    const aside = h("div", { class: "screen-aside" }, this.ring?.element ?? state);
    const head = h("div", { class: "screen-ask" }, h("h1", {}, readable(question.stem)), aside);
    return [head, picture(question.media, words), this.choices(question)].filter((part) => part !== null);
  }

  private choices(question: Question): HTMLElement | null {
    const { words } = this.page;
    const hint = ON_PHONE[question.kind];
    if (question.kind === "matching")
      return h(
        "div",
        { class: "screen-sides" },
        this.list((question.lefts ?? []).map((left) => left.text)),
        this.list(question.rights ?? []),
        h("p", { class: "screen-hint" }, words.say(hint ?? "")),
      );
    if (question.kind === "ordering")
      return h(
        "div",
        { class: "stack" },
        this.list(question.items ?? []),
        h("p", { class: "screen-hint" }, words.say(hint ?? "")),
      );
    if (hint) return h("p", { class: "screen-hint" }, words.say(hint));
    const options = optionTexts(question, words).map((text, index) =>
      h(
        "li",
        {},
        h("b", { class: "screen-letter" }, letter(index)),
        h("span", {}, text, picture(question.choices?.[index]?.media ?? "", words)),
      ),
    );
    const isShort = optionTexts(question, words).every((text) => text.length <= 60);
    return h("ul", { class: `screen-options${isShort ? " is-short" : ""}` }, ...options);
  }

  private list(texts: string[]): HTMLElement {
    return h("ul", { class: "screen-list" }, ...texts.map((text) => h("li", {}, text)));
  }

  private revealed(): HTMLElement[] {
    const { question, result } = this.client.room;
    if (!question || !result) return [];
    const { words } = this.page;
    const key = result.counts
      ? bars(question, result, words)
      : h(
          "div",
          { class: "screen-key" },
          h("h2", {}, words.icon("check"), words.say("rightAnswer")),
          ...lines(question, result.right).map((line) => h("p", {}, line)),
        );
    return [h("h1", {}, readable(question.stem)), key, reasons(result, words)].filter((part) => part !== null);
  }

  private ended(): HTMLElement[] {
    const { board: rows } = this.client.room;
    const { words } = this.page;
    const title = h("h1", {}, words.say("podium"));
    const isCrowded = [1, 2, 3].some((place) => rows.filter((row) => row.place === place).length > MOST_ON_A_STEP);
    if (isCrowded) return [title, board(rows, words)];
    const others = rows.filter((row) => row.place > 3);
    return [
      title,
      h("div", { class: "screen-ended" }, podium(rows, words), others.length ? board(others, words) : null),
    ];
  }

  private update(): void {
    const { room } = this.client;
    const { words } = this.page;
    setText(
      this.number,
      room.number && room.phase !== "ended" ? words.say("questionOf", { n: room.number, of: room.of }) : "",
    );
    setText(this.page.find("[data-seated-count]"), words.number(room.seated));
    const isCounted = ["asking", "paused", "closed", "revealed"].includes(room.phase);
    this.received.hidden = !isCounted;
    setText(
      this.count,
      words.say("received", { answers: words.number(room.answers), seated: words.number(room.seated) }),
    );
    this.bar.max = Math.max(room.seated, 1);
    this.bar.value = room.answers;
  }

  /** Long questions get smaller type, until nothing runs off the screen. */
  private fit(): void {
    if (this.stage.hidden) return;
    for (const size of SIZES) {
      this.page.root.style.setProperty("--fit", String(size));
      if (this.picture.offsetHeight <= this.stage.clientHeight) return;
    }
  }
}

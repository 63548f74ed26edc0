// The dialog in which a host reads answer cards by camera or from a photograph, looks at them and has them stored.
import { h, setText } from "../live/elements";
import type { Holder, RaisedCard, SweptFrame } from "../live/frames";
import type { Words } from "../live/words";
import { currentPicture, openCamera, photograph, readStill } from "./camera";
import { CardReader } from "./reader";
import { LETTERS, type Letter } from "./codes";
import { CHOOSABLE, Choices, type Line, type Told, roll, settled, taken } from "./roll";
import { PHOTOGRAPH, Tally } from "./tally";

/** Rest between two pictures, in milliseconds: the phone stays cool, and the page answers. */
const REST = 60;

/** What the remote lends to a sweep. */
export interface Desk {
  words: Pick<Words, "say" | "icon">;
  /** How many choices the question has. */
  choices: number;
  /** Where cards are given. */
  givePage: string;
  holders(): Promise<Holder[]>;
  accept(answers: RaisedCard[]): Promise<SweptFrame["cards"]>;
  closed(): void;
}

interface Row {
  element: HTMLElement;
  letter: HTMLElement;
  mark: HTMLElement;
  box: HTMLInputElement;
}

export class Sweep {
  private readonly dialog: HTMLDialogElement;
  private readonly video = h("video", { class: "sweep-video", playsinline: true, "aria-hidden": "true", hidden: true });
  private readonly notice = h("p", { class: "sweep-notice", role: "alert" });
  private readonly count = h("p", { class: "sweep-count", role: "status" });
  private readonly list = h("ul", { class: "sweep-list" });
  private readonly give: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly reader = new CardReader();
  private readonly tally = new Tally();
  private readonly chosen = new Choices();
  private readonly told = new Map<number, Told>();
  private readonly rows = new Map<number, Row>();
  private readonly canvas = document.createElement("canvas");
  private holders: Holder[] | null = null;
  private stream: MediaStream | null = null;
  private isOpen = true;
  private isAsking = true;
  private isSending = false;

  constructor(private readonly desk: Desk) {
    this.video.muted = true;
    const say = (name: string): string => desk.words.say(name);
    const close = (): void => this.close();
    const accept = (): void => void this.accept();
    this.button = h("button", { type: "button", class: "btn btn-primary", click: accept });
    this.give = h("p", { hidden: true }, say("sweepNobody"), " ", h("a", { href: desk.givePage }, say("sweepGive")));
    this.dialog = h("dialog", { class: "remote-dialog sweep", "aria-labelledby": "sweep-title", close: () => this.ended() });
    this.dialog.append(
      h("div", { class: "sweep-head" },
        h("h2", { id: "sweep-title" }, say("sweep")),
        h("button", { type: "button", class: "btn btn-quiet", click: close }, say("sweepClose")),
      ),
      this.video,
      h("p", { class: "sweep-how" }, say("sweepHow")),
      this.notice,
      this.filePicker(),
      this.count,
      this.give,
      this.list,
      h("div", { class: "sweep-foot" }, this.button),
    );
  }

  /** Shows the dialog in `place` and begins. */
  open(place: HTMLElement): void {
    place.append(this.dialog);
    this.dialog.showModal();
    this.draw();
    void this.learnHolders();
    void this.start();
  }

  close(): void {
    if (this.dialog.open) this.dialog.close();
  }

  /** Whether the question takes answers now. */
  mayAccept(may: boolean): void {
    if (this.isAsking === may) return;
    this.isAsking = may;
    this.draw();
  }

  private ended(): void {
    this.isOpen = false;
    this.stream?.getTracks().forEach((track) => track.stop());
    this.dialog.remove();
    this.desk.closed();
  }

  private async learnHolders(): Promise<void> {
    try {
      this.holders = await this.desk.holders();
      this.draw();
    } catch (error) {
      this.tell(textOf(error) || this.desk.words.say("sweepNoList"));
    }
  }

  private async start(): Promise<void> {
    // a page without https has no camera at all
    if (!("mediaDevices" in navigator)) return this.tell(this.desk.words.say("sweepNoHttps"));
    try {
      const stream = await openCamera();
      if (!this.isOpen) return stream.getTracks().forEach((track) => track.stop());
      this.stream = stream;
      this.video.srcObject = stream;
      this.video.hidden = false;
      await this.video.play();
      this.look();
    } catch (error) {
      const isForbidden = error instanceof DOMException && error.name === "NotAllowedError";
      if (this.isOpen) this.tell(this.desk.words.say(isForbidden ? "sweepForbidden" : "sweepNoCamera"));
    }
  }

  private look = (): void => {
    if (!this.isOpen) return;
    const picture = currentPicture(this.video, this.canvas);
    if (picture) {
      this.tally.add(this.reader.read(picture));
      this.draw();
    }
    window.setTimeout(this.look, REST);
  };

  private filePicker(): HTMLElement {
    const input = h("input", { type: "file", accept: "image/*", class: "visually-hidden" });
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      input.value = "";
      if (file) void this.readFile(file);
    });
    return h("label", { class: "btn btn-quiet sweep-file" }, this.desk.words.say("sweepFile"), input);
  }

  private async readFile(file: File): Promise<void> {
    const { words } = this.desk;
    try {
      const readings = readStill(this.reader, await photograph(file));
      this.tally.add(readings, PHOTOGRAPH);
      this.tell(readings.length ? "" : words.say("sweepNothing"));
      this.draw();
    } catch {
      this.tell(words.say("sweepNoPicture"));
    }
  }

  private lines(): Line[] {
    const { holders, tally, told, desk, chosen } = this;
    return holders ? roll(holders, tally.standings(), told, desk.choices, chosen) : [];
  }

  private async accept(): Promise<void> {
    const answers = taken(this.lines());
    if (!answers.length || this.isSending || !this.isAsking) return;
    const { words } = this.desk;
    this.isSending = true;
    this.draw();
    try {
      const cards = await this.desk.accept(answers);
      const letters = new Map(answers.map(({ card, answer }) => [card, LETTERS[answer] as Letter]));
      for (const { card, outcome } of cards) this.told.set(card, { outcome, letter: letters.get(card) as Letter });
      const stored = cards.filter(({ outcome }) => outcome === "stored").length;
      this.tell(words.say("sweepStored", { n: stored }));
    } catch (error) {
      this.tell(textOf(error) || words.say("sweepLost"));
    } finally {
      this.isSending = false;
      this.draw();
    }
  }

  private tell(text: string): void {
    setText(this.notice, text);
  }

  private draw(): void {
    const { words } = this.desk;
    const lines = this.lines();
    const of = this.holders?.length ?? 0;
    setText(this.count, this.holders ? words.say("sweepCount", { n: settled(lines), of }) : "");
    this.give.hidden = this.holders?.length !== 0;
    for (const line of lines) this.drawLine(line);
    const ready = taken(lines).length;
    const name = this.isSending ? "acting" : this.isAsking ? "sweepAccept" : "sweepOver";
    setText(this.button, words.say(name, { n: ready }));
    this.button.disabled = ready === 0 || this.isSending || !this.isAsking;
  }

  private drawLine(line: Line): void {
    const row = this.rows.get(line.card) ?? this.newRow(line);
    row.element.className = `sweep-line is-${line.mark}`;
    setText(row.letter, line.letter ?? "–");
    setText(row.mark, this.wordsOf(line));
    row.box.disabled = line.letter === null || !CHOOSABLE.has(line.mark);
    row.box.checked = line.isTaken;
    row.box.dataset["letter"] = line.letter ?? "";
  }

  private newRow(line: Line): Row {
    const box = h("input", { type: "checkbox", class: "form-check-input" });
    box.addEventListener("change", () => {
      const now = this.lines().find(({ card }) => card === line.card);
      // the letter that the host saw when they pressed
      if (now?.letter && now.letter === box.dataset["letter"]) this.chosen.set(now.card, now.letter, box.checked);
      this.draw();
    });
    const letter = h("b", { class: "sweep-letter" });
    const mark = h("span", { class: "sweep-mark" });
    const name = h("span", { class: "sweep-name" }, line.name ? `${line.card}. ${line.name}` : String(line.card));
    const element = h("li", {}, h("label", {}, box, name, letter, mark));
    this.list.append(element);
    const row = { element, letter, mark, box };
    this.rows.set(line.card, row);
    return row;
  }

  private wordsOf({ mark, doubt, letter }: Line): string {
    const { words } = this.desk;
    const name = doubt ? `sweepDoubt-${doubt}` : `sweepMark-${mark}`;
    return words.say(name.replace(/[-_](\w)/g, (_, first: string) => first.toUpperCase()), { letter: letter ?? "" });
  }
}

/** The server's own words, where it has refused. */
function textOf(error: unknown): string {
  return error instanceof Error && "text" in error ? String(error.text) : "";
}

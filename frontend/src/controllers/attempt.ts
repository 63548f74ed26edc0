import { Controller } from "@hotwired/stimulus";

import {
  acknowledged,
  clockAt,
  deviceName,
  forget,
  goesOnAt,
  keep,
  readKept,
  send,
  storeName,
  unknownTo,
  waiting,
  type Kept,
  type Receipt,
  type Tap,
} from "../attempt/kept";

const AGAIN = 5_000;
const RESTED = 800;
const TICK = 1_000;

function isTick(field: Element): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox");
}

/**
 * A quiz taken alone: one question at a time, each tap kept on the phone first and then by the server, in the order in
 * which it was tapped. Once begun it needs no network: a service worker opens the page again, the time runs by the
 * server's clock as this phone carries it on, and handing in is kept too. Without this script the form shows all
 * questions and is sent as a whole.
 */
export default class AttemptController extends Controller<HTMLFormElement> {
  static override targets = [
    "question", "count", "bar", "receipt", "notice", "steps", "map", "previous", "next", "place", "end", "review", "missing",
    "offline", "handedIn",
  ];
  static override values = {
    key: String,
    now: Number,
    deadline: Number,
    last: Number,
    lastAt: Number,
    keep: String,
    ticket: String,
    worker: String,
    textAnswered: String,
    textMissing: String,
    textComplete: String,
    textSending: String,
    textSaved: String,
    textKept: String,
    textElsewhere: String,
    textLate: String,
    textSignIn: String,
  };
  declare readonly questionTargets: HTMLElement[];
  declare readonly countTarget: HTMLElement;
  declare readonly barTarget: HTMLProgressElement;
  declare readonly receiptTarget: HTMLElement;
  declare readonly noticeTarget: HTMLElement;
  declare readonly stepsTarget: HTMLElement;
  declare readonly mapTarget: HTMLElement;
  declare readonly previousTarget: HTMLButtonElement;
  declare readonly nextTarget: HTMLButtonElement;
  declare readonly placeTargets: HTMLButtonElement[];
  declare readonly endTarget: HTMLElement;
  declare readonly reviewTarget: HTMLElement;
  declare readonly missingTarget: HTMLElement;
  declare readonly offlineTarget: HTMLElement;
  declare readonly handedInTarget: HTMLElement;
  declare readonly keyValue: string;
  declare readonly nowValue: number;
  declare readonly deadlineValue: number;
  /** the number of the question that was answered last, as the server knows it, and when; 0: none */
  declare readonly lastValue: number;
  declare readonly lastAtValue: number;
  declare readonly keepValue: string;
  declare readonly ticketValue: string;
  declare readonly workerValue: string;
  declare readonly textAnsweredValue: string;
  declare readonly textMissingValue: string;
  declare readonly textCompleteValue: string;
  declare readonly textSendingValue: string;
  declare readonly textSavedValue: string;
  declare readonly textKeptValue: string;
  declare readonly textElsewhereValue: string;
  declare readonly textLateValue: string;
  declare readonly textSignInValue: string;

  private at = 0;
  private kept!: Kept;
  private device = "";
  private base = 0;
  private loaded = 0;
  private sending: Promise<boolean> | null = null;
  private timer = 0;
  private typing = 0;
  private ticking = 0;

  override connect(): void {
    this.device = deviceName(localStorage);
    this.startClock();
    for (const [, tap] of Object.entries(this.kept.taps)) this.putBack(tap.fields);
    this.element.classList.add("is-stepping");
    this.mapTarget.hidden = false;
    this.element.addEventListener("change", this.tapped);
    this.element.addEventListener("input", this.typed);
    this.element.addEventListener("submit", this.lookOver);
    this.element.addEventListener("countdown:over", this.timeUp);
    window.addEventListener("online", this.online);
    this.ticking = window.setInterval(this.tick, TICK);
    const asked = /^#cau-(\d+)$/.exec(window.location.hash);
    const answered = this.lastValue ? { index: this.lastValue - 1, at: this.lastAtValue } : null;
    this.show(asked ? Number(asked[1]) - 1 : goesOnAt(this.kept, answered));
    void this.serveOffline();
    if (this.kept.handedIn !== null) this.close();
    void this.send();
  }

  override disconnect(): void {
    for (const timer of [this.timer, this.typing]) window.clearTimeout(timer);
    window.clearInterval(this.ticking);
    this.element.removeEventListener("change", this.tapped);
    this.element.removeEventListener("input", this.typed);
    this.element.removeEventListener("submit", this.lookOver);
    this.element.removeEventListener("countdown:over", this.timeUp);
    window.removeEventListener("online", this.online);
  }

  back(): void {
    this.show(this.at - 1, true);
  }

  forward(): void {
    this.show(this.at + 1, true);
  }

  go({ params }: { params: { number: number } }): void {
    this.show(params.number - 1, true);
  }

  /** Hand in on this phone; the server gets it now or when there is a network. */
  handIn(): void {
    this.store({ handedIn: Math.min(this.now, this.deadlineValue) });
    this.close();
    void this.send();
  }

  /** The server's clock, in milliseconds. */
  private get now(): number {
    return this.base + performance.now() - this.loaded;
  }

  private startClock(): void {
    const kept = readKept(localStorage, this.name);
    const { anchor, now } = clockAt(kept, this.nowValue, Date.now());
    this.base = now;
    this.loaded = performance.now();
    this.kept = { ...kept, anchor, taps: unknownTo(kept, anchor), latest: now };
    this.store({});
    const left = Math.max(0, Math.ceil((this.deadlineValue - now) / 1000));
    this.element.querySelector("[data-countdown-seconds-value]")?.setAttribute("data-countdown-seconds-value", String(left));
  }

  private tick = (): void => {
    if (this.kept.handedIn === null && this.now >= this.deadlineValue) this.timeUp();
    else this.store({ latest: this.now });
  };

  private get name(): string {
    return storeName(document.body.dataset["owner"] ?? "", this.keyValue);
  }

  private store(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    keep(localStorage, this.name, this.kept);
  }

  private async serveOffline(): Promise<void> {
    if (!("serviceWorker" in navigator)) return; // plain HTTP in a hall: works as long as the page stays open
    const wasServed = navigator.serviceWorker.controller !== null;
    await navigator.serviceWorker.register(this.workerValue);
    if (wasServed) return;
    const { active } = await navigator.serviceWorker.ready;
    const files = performance.getEntriesByType("resource").map((file) => new URL(file.name));
    const assets = files.filter((file) => file.origin === location.origin && file.pathname.startsWith("/static/"));
    active?.postMessage({ keep: [location.pathname, ...new Set(assets.map((file) => file.pathname))] });
  }

  /** Leave the look over. */
  goBack(): void {
    this.show(this.at, true);
  }

  private show(wanted: number, move = false): void {
    this.reviewTarget.hidden = true;
    this.stepsTarget.hidden = this.endTarget.hidden = false;
    this.at = Math.min(Math.max(wanted, 0), this.questionTargets.length - 1);
    this.questionTargets.forEach((question, index) => (question.hidden = index !== this.at));
    const isLast = this.at === this.questionTargets.length - 1;
    this.previousTarget.disabled = this.at === 0;
    this.nextTarget.hidden = isLast;
    this.endTarget.classList.toggle("is-due", isLast);
    this.mark();
    this.dispatch("shown");
    if (!move) return;
    this.store({ place: { index: this.at, at: this.now } });
    this.questionTargets[this.at]?.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start" });
  }

  private mark(): void {
    const total = this.questionTargets.length;
    const answered = this.questionTargets.map((question) => this.isAnswered(question));
    const count = answered.filter(Boolean).length;
    this.barTarget.value = count;
    const words = this.textAnsweredValue.replace("{answered}", String(count)).replace("{total}", String(total));
    this.countTarget.textContent = words;
    this.placeTargets.forEach((place, index) => {
      place.classList.toggle("is-answered", answered[index]);
      if (index === this.at) place.setAttribute("aria-current", "step");
      else place.removeAttribute("aria-current");
    });
    const missing = answered.flatMap((done, index) => (done ? [] : [index + 1])).join(", ");
    this.missingTarget.textContent = missing ? this.textMissingValue.replace("{numbers}", missing) : this.textCompleteValue;
  }

  private isAnswered(question: HTMLElement): boolean {
    return this.fieldsOf(question).some(
      ([name, value]) => value !== "" && !name.endsWith("-here") && !name.startsWith("sure-"),
    );
  }

  private fieldsOf(question: HTMLElement): [string, string][] {
    const all = question.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select");
    return Array.from(all)
      .filter((field) => !(isTick(field) && !field.checked))
      .map((field) => [field.name, field.value]);
  }

  private putBack(fields: [string, string][]): void {
    for (const [name, value] of fields) {
      for (const field of this.element.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)) {
        if (!isTick(field)) field.value = value;
        else field.checked = fields.some(([other, kept]) => other === name && kept === field.value);
      }
    }
  }

  private tapped = (event: Event): void => {
    const section = (event.target as HTMLElement).closest<HTMLElement>("[data-attempt-target=question]");
    const question = section?.dataset["question"];
    if (!section || !question || this.kept.handedIn !== null) return;
    const tap: Tap = { question, fields: this.fieldsOf(section), at: this.now, sent: false };
    this.store({ taps: { ...this.kept.taps, [section.id]: tap }, latest: this.now });
    this.mark();
    void this.send();
  };

  /** Letters are kept when the fingers rest. */
  private typed = (event: Event): void => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || isTick(field)) return;
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => this.tapped(event), RESTED);
  };

  private timeUp = (): void => {
    if (this.kept.handedIn === null) this.handIn();
  };

  private online = (): void => void this.send();

  /** Show what is answered and what is not, before handing in; whether it is sent already does not matter. */
  private lookOver = (event: SubmitEvent): void => {
    event.preventDefault();
    for (const question of this.questionTargets) question.hidden = true;
    this.stepsTarget.hidden = this.endTarget.hidden = true;
    this.reviewTarget.hidden = false;
    this.reviewTarget.focus({ preventScroll: true });
    void this.send().then((isSent) => (this.offlineTarget.hidden = isSent));
  };

  private close(): void {
    this.reviewTarget.hidden = this.stepsTarget.hidden = this.mapTarget.hidden = this.endTarget.hidden = true;
    this.handedInTarget.hidden = false;
    for (const question of this.questionTargets) {
      question.querySelectorAll<HTMLInputElement>("input, select").forEach((field) => (field.disabled = true));
    }
  }

  /** Send what waits; true when the server has everything. Asked again meanwhile, it is the same sending. */
  private send = (): Promise<boolean> => (this.sending ??= this.sendAll().finally(() => (this.sending = null)));

  private async sendAll(): Promise<boolean> {
    window.clearTimeout(this.timer);
    while (waiting(this.kept).length || this.kept.handedIn !== null) {
      if (!(await this.sendOnce())) return false;
    }
    return true;
  }

  /** One request; true when it went well and the attempt goes on. */
  private async sendOnce(): Promise<boolean> {
    const sent = waiting(this.kept);
    const form = this.element.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    this.say(this.textSendingValue);
    const answer = await send(this.keepValue, { form, ticket: this.ticketValue }, this.kept, this.device).catch(() => null);
    if (!answer || answer.kind === "signed-out") {
      this.say(answer ? this.textSignInValue : this.textKeptValue);
      this.timer = window.setTimeout(this.send, AGAIN);
      return false;
    }
    this.store({ taps: acknowledged(this.kept, sent).taps });
    if (answer.kind === "receipt") return this.received(answer.receipt);
    this.tell(answer.error);
    return true;
  }

  /** Tell what the server said; false when the attempt is over. */
  private received(receipt: Receipt): boolean {
    if (receipt.conflicts.length) this.tell(this.textElsewhereValue.replace("{numbers}", receipt.conflicts.join(", ")));
    if (receipt.late) this.tell(this.textLateValue);
    if (receipt.over) {
      window.clearInterval(this.ticking); // nothing of it is kept any more
      void forget(localStorage, this.name, location.pathname).then(() => window.location.assign(receipt.url));
      return false;
    }
    this.say(this.textSavedValue, true);
    return true;
  }

  private tell(what: string): void {
    this.noticeTarget.hidden = false;
    this.noticeTarget.textContent = what;
  }

  private say(text: string, isSaved = false): void {
    this.receiptTarget.textContent = text;
    this.receiptTarget.classList.toggle("is-saved", isSaved);
  }
}

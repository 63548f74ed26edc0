import { Controller } from "@hotwired/stimulus";

/** What a question's fields hold, by the question's id: its name and value of each field, as a form sends them. */
export type Taps = Record<string, [string, string][]>;

const AGAIN = 5_000;
const RESTED = 800;

function isTick(field: HTMLInputElement): boolean {
  return field.type === "radio" || field.type === "checkbox";
}

/** What is still to be sent after the server has taken `sent`: a choice tapped anew meanwhile stays. */
export function unsent(waiting: Taps, sent: Taps): Taps {
  const same = (name: string): boolean => JSON.stringify(sent[name]) === JSON.stringify(waiting[name]);
  return Object.fromEntries(Object.entries(waiting).filter(([name]) => !same(name)));
}

/**
 * A quiz taken alone: one question at a time, each tap kept on the phone first and then by the server, in the order in
 * which it was tapped. Without this script the form shows all questions and is sent as a whole.
 */
export default class AttemptController extends Controller<HTMLFormElement> {
  static override targets = ["question", "count", "bar", "receipt", "steps", "map", "previous", "next", "place", "end", "handIn"];
  static override values = {
    key: String,
    textAnswered: String,
    textSending: String,
    textSaved: String,
    textKept: String,
  };
  declare readonly questionTargets: HTMLElement[];
  declare readonly countTarget: HTMLElement;
  declare readonly barTarget: HTMLProgressElement;
  declare readonly receiptTarget: HTMLElement;
  declare readonly stepsTarget: HTMLElement;
  declare readonly mapTarget: HTMLElement;
  declare readonly previousTarget: HTMLButtonElement;
  declare readonly nextTarget: HTMLButtonElement;
  declare readonly placeTargets: HTMLButtonElement[];
  declare readonly endTarget: HTMLElement;
  declare readonly handInTarget: HTMLButtonElement;
  declare readonly keyValue: string;
  declare readonly textAnsweredValue: string;
  declare readonly textSendingValue: string;
  declare readonly textSavedValue: string;
  declare readonly textKeptValue: string;

  private at = 0;
  private sending = false;
  private timer = 0;
  private typing = 0;

  override connect(): void {
    for (const fields of Object.values(this.waiting)) this.putBack(fields);
    this.element.classList.add("is-stepping");
    this.stepsTarget.hidden = this.mapTarget.hidden = false;
    this.element.addEventListener("change", this.tapped);
    this.element.addEventListener("input", this.typed);
    this.element.addEventListener("countdown:over", this.timeUp);
    window.addEventListener("online", this.send);
    const asked = /^#cau-(\d+)$/.exec(window.location.hash);
    const first = this.questionTargets.findIndex((question) => !this.isAnswered(question));
    this.show(asked ? Number(asked[1]) - 1 : Math.max(first, 0));
    void this.send();
  }

  override disconnect(): void {
    window.clearTimeout(this.timer);
    window.clearTimeout(this.typing);
    this.element.removeEventListener("change", this.tapped);
    this.element.removeEventListener("input", this.typed);
    this.element.removeEventListener("countdown:over", this.timeUp);
    window.removeEventListener("online", this.send);
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

  private show(wanted: number, move = false): void {
    this.at = Math.min(Math.max(wanted, 0), this.questionTargets.length - 1);
    this.questionTargets.forEach((question, index) => (question.hidden = index !== this.at));
    const isLast = this.at === this.questionTargets.length - 1;
    this.previousTarget.disabled = this.at === 0;
    this.nextTarget.hidden = isLast;
    this.endTarget.classList.toggle("is-due", isLast);
    this.mark();
    if (!move) return;
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
  }

  private isAnswered(question: HTMLElement): boolean {
    return this.fieldsOf(question).some(([name, value]) => value !== "" && !name.endsWith("-here"));
  }

  private fieldsOf(question: HTMLElement): [string, string][] {
    const all = question.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select");
    return Array.from(all)
      .filter((field) => !(field instanceof HTMLInputElement && isTick(field) && !field.checked))
      .map((field) => [field.name, field.value]);
  }

  private putBack(fields: [string, string][]): void {
    for (const [name, value] of fields) {
      for (const field of this.element.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)) {
        if (!(field instanceof HTMLInputElement && isTick(field))) field.value = value;
        else field.checked = fields.some(([other, kept]) => other === name && kept === field.value);
      }
    }
  }

  private get store(): string {
    return `attempt:${document.body.dataset["owner"] ?? ""}:${this.keyValue}`;
  }

  private get waiting(): Taps {
    return JSON.parse(localStorage.getItem(this.store) ?? "{}") as Taps;
  }

  private set waiting(taps: Taps) {
    if (Object.keys(taps).length) localStorage.setItem(this.store, JSON.stringify(taps));
    else localStorage.removeItem(this.store);
  }

  private tapped = (event: Event): void => {
    const question = (event.target as HTMLElement).closest<HTMLElement>("[data-attempt-target=question]");
    if (!question) return;
    this.waiting = { ...this.waiting, [question.id]: this.fieldsOf(question) };
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
    this.element.requestSubmit(this.handInTarget);
  };

  private send = async (): Promise<void> => {
    const taps = this.waiting;
    if (this.sending || !Object.keys(taps).length) return;
    this.sending = true;
    window.clearTimeout(this.timer);
    this.say(this.textSendingValue);
    const body = new FormData();
    for (const [name, value] of Object.values(taps).flat()) body.append(name, value);
    const token = this.element.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(this.element.action, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token, Accept: "application/json" },
        keepalive: true,
        redirect: "error",
      });
      if (answer.status === 409) return this.refused(await answer.json());
      if (!answer.ok) throw new Error(String(answer.status));
      this.waiting = unsent(this.waiting, taps);
      this.say(this.textSavedValue, true);
    } catch {
      this.say(this.textKeptValue);
      this.timer = window.setTimeout(this.send, AGAIN);
      return;
    } finally {
      this.sending = false;
    }
    void this.send();
  };

  private refused({ url }: { error: string; url: string }): void {
    this.waiting = {};
    window.location.assign(url);
  }

  private say(text: string, isSaved = false): void {
    this.receiptTarget.textContent = text;
    this.receiptTarget.classList.toggle("is-saved", isSaved);
  }
}

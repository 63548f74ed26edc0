import { h } from "../elements";
import type { Answer, Question, Result } from "../frames";
import type { Room } from "../room";
import { letter, lines, optionTexts, readable, taken } from "../shown";
import type { Words } from "../words";

type Verdict = "right" | "partly" | "wrong" | "missed";
const ICONS: Record<Verdict, string> = { right: "check", partly: "minus", wrong: "close", missed: "clock" };

/** How a seat did: by what `mine` says, or by comparing where it has not come. */
export function verdict(room: Room, given: Answer | null): Verdict {
  const { mine, result } = room;
  const answered = mine ? (mine.answered ?? null) : given;
  if (answered === null) return "missed";
  const worth = mine?.worth ?? (JSON.stringify(answered) === JSON.stringify(result?.right) ? 100 : 0);
  return worth >= 100 ? "right" : worth > 0 ? "partly" : "wrong";
}

/** The question with its key, what one answered, why, and where one stands. */
export function revealed(room: Room, given: Answer | null, words: Words): HTMLElement[] {
  const { question, result } = room;
  const how = verdict(room, given);
  const answered = room.mine ? (room.mine.answered ?? null) : given;
  const won = room.mine?.points ?? 0;
  const head = h(
    "h2",
    { class: `phone-verdict is-${how}`, tabindex: "-1" },
    words.icon(ICONS[how]),
    h("span", {}, words.say(how)),
    won > 0 ? h("span", { class: "phone-won" }, words.say("won", { n: words.number(won) })) : null,
  );
  const stem = question && h("p", { class: "phone-stem" }, readable(question.stem));
  const answers = question && result ? key(question, result, answered, words) : null;
  const why = result ? reasons(result, words) : null;
  return [head, standing(room, words), stem, answers, why].filter((part) => part !== null);
}

export function reasons(result: Result, words: Words): HTMLElement | null {
  if (!result.explanation && !result.source) return null;
  return h(
    "div",
    { class: "phone-why" },
    result.explanation ? h("h3", {}, words.say("explanation")) : null,
    result.explanation ? h("p", {}, result.explanation) : null,
    result.source ? h("p", { class: "muted small" }, `${words.say("source")}: ${result.source}`) : null,
  );
}

function key(question: Question, result: Result, answered: Answer | null, words: Words): HTMLElement {
  const isChosen = ["single", "multiple", "true_false"].includes(question.kind);
  return isChosen ? choices(question, result, answered, words) : written(question, result, answered, words);
}

function choices(question: Question, result: Result, answered: Answer | null, words: Words): HTMLElement {
  const right = taken(result.right);
  const own = taken(answered);
  const rows = optionTexts(question, words).map((text, index) => {
    const isRight = right.has(index);
    const isOwn = own.has(index);
    const says = isRight ? words.say(isOwn ? "rightAndYours" : "rightAnswer") : isOwn ? words.say("yourChoice") : "";
    const look = isRight ? "option-right" : isOwn ? "option-wrong" : "";
    return h(
      "li",
      { class: `option phone-option ${look}` },
      question.kind === "true_false" ? null : h("span", { class: "option-letter" }, letter(index)),
      h("span", { class: "option-text" }, text),
      says ? h("span", { class: "option-state" }, isRight ? words.icon("done") : words.icon("close"), says) : null,
    );
  });
  return h("ul", { class: "options phone-list" }, ...rows);
}

function written(question: Question, result: Result, answered: Answer | null, words: Words): HTMLElement {
  const block = (title: string, look: string, texts: string[]): HTMLElement =>
    h("div", { class: `phone-written ${look}` }, h("h3", {}, title), ...texts.map((text) => h("p", {}, text)));
  return h(
    "div",
    { class: "stack" },
    block(words.say("rightAnswer"), "is-right", lines(question, result.right)),
    answered === null ? null : block(words.say("yours"), "", lines(question, answered)),
  );
}

/** One's own place and points, in a sentence. */
export function standing(room: Room, words: Words): HTMLElement | null {
  const { seat, among } = room;
  if (!seat) return null;
  const points = words.number(seat.points);
  const text =
    seat.place === null || among === null
      ? words.say("ownPoints", { points })
      : words.say("ownPlace", { n: seat.place, of: among, points });
  return h("p", { class: "phone-standing" }, text);
}

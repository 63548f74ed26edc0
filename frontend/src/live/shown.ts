import type { Answer, Question } from "./frames";
import type { Words } from "./words";

const A = 65;

/** A, B, C … for the choices of a question. */
export function letter(index: number): string {
  return String.fromCharCode(A + index);
}

export type Piece = { text: string } | { gap: number };

/** The stem of a cloze in pieces: texts, and gaps by their index. */
export function pieces(stem: string): Piece[] {
  return stem
    .split(/(\[\[\d+\]\])/)
    .filter((part) => part !== "")
    .map((part) => {
      const gap = /^\[\[(\d+)\]\]$/.exec(part);
      return gap ? { gap: Number(gap[1]) - 1 } : { text: part };
    });
}

/** The stem as one reads it: a gap is a row of dots with its number. */
export function readable(stem: string): string {
  return stem.replace(/\[\[(\d+)\]\]/g, "…… ($1) ……");
}

/** The choices that an answer takes (single, multiple, true_false). */
export function taken(answer: Answer | null | undefined): Set<number> {
  if (typeof answer === "boolean") return new Set([answer ? 0 : 1]);
  if (typeof answer === "number") return new Set([answer]);
  return new Set(Array.isArray(answer) ? answer.filter((one) => typeof one === "number") : []);
}

export function optionTexts(question: Question, words: Words): string[] {
  if (question.kind === "true_false") return [words.say("true"), words.say("false")];
  return (question.choices ?? []).map((choice) => choice.text);
}

/** An answer in lines, for kinds that are not chosen from a list. */
export function lines(question: Question, answer: Answer | null): string[] {
  if (typeof answer === "string") return [answer];
  if (!Array.isArray(answer)) return [];
  const at = (texts: string[] | undefined, index: number | string | null): string =>
    typeof index === "number" ? (texts?.[index] ?? "–") : (index ?? "–");
  switch (question.kind) {
    case "matching":
      return answer.map((right, left) => `${question.lefts?.[left]?.text ?? ""} → ${at(question.rights, right)}`);
    case "ordering":
      return answer.map((item, place) => `${place + 1}. ${at(question.items, item)}`);
    case "cloze":
      return answer.map((given, gap) => `(${gap + 1}) ${at(question.gaps?.[gap] ?? undefined, given) || "–"}`);
    default:
      return [];
  }
}

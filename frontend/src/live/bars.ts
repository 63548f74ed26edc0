import { h } from "./elements";
import type { Question, Result } from "./frames";
import { letter, optionTexts, taken } from "./shown";
import type { Words } from "./words";

/** Each choice with how many took it, the right ones marked by word and shape. A table: the bars are its picture. */
export function bars(question: Question, result: Result, words: Words): HTMLElement {
  const right = taken(result.right);
  const counts = result.counts ?? [];
  const rows = optionTexts(question, words).map((text, index) => {
    const count = counts[index] ?? 0;
    const isRight = right.has(index);
    const share = result.answers ? Math.round((100 * count) / result.answers) : 0;
    const mark = isRight ? h("span", { class: "results-mark" }, words.icon("check"), words.say("rightAnswer")) : null;
    const bar = h("progress", {
      class: `bar ${isRight ? "bar-green" : ""}`,
      max: Math.max(result.answers, 1),
      value: count,
      "aria-hidden": "true",
    });
    return h(
      "tr",
      { class: `bars-row${isRight ? " is-right" : ""}` },
      h("td", { class: "bars-letter" }, question.kind === "true_false" ? "" : letter(index)),
      h("th", { scope: "row" }, h("span", { class: "bars-text" }, text), mark, bar),
      h("td", { class: "bars-count" }, words.number(count), h("span", {}, ` ${share}%`)),
    );
  });
  return h(
    "table",
    { class: "bars" },
    h("caption", { class: "visually-hidden" }, words.say("answer")),
    h("tbody", {}, ...rows),
  );
}

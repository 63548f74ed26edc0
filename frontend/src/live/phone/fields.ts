import { h } from "../elements";
import type { Answer, Question } from "../frames";
import { letter, optionTexts, pieces, taken } from "../shown";
import type { Words } from "../words";

/** What one answers a question with. */
export interface Field {
  readonly element: HTMLFieldSetElement;
  /** The answer; null while a part is missing. `asItStands`, when time is up: with the parts that are there. */
  answer(asItStands?: boolean): Answer | null;
  /** What has been chosen or typed so far, to be put back after a reload. */
  draft(): unknown;
}

type Parts = (number | string | null)[];
interface Made {
  question: Question;
  words: Words;
  /** From `draft`, or the stored answer. */
  begun: unknown;
  changed: () => void;
}

const LONGEST = 500;

/** The field of a question's kind, with what was begun put back. */
export function fieldFor(made: Made): Field {
  switch (made.question.kind) {
    case "single":
    case "multiple":
    case "true_false":
      return choosing(made);
    case "matching":
      return matching(made);
    case "ordering":
      return ordering(made);
    case "short":
      return typing(made);
    case "cloze":
      return filling(made);
  }
}

/** What belongs to a question or a choice. Its address does not tell a sound from a picture: what is no picture sounds. */
export function picture(media: string, words: Words): HTMLElement | null {
  if (!media) return null;
  const image = h("img", {
    ...{ src: media, alt: words.say("picture"), class: "live-picture" },
    error: () => image.replaceWith(h("audio", { src: media, controls: true, preload: "metadata" })),
  });
  return image;
}

function hint(text: string): HTMLElement {
  return h("legend", { class: "phone-hint" }, text);
}

function parts(begun: unknown, count: number): Parts {
  const given = Array.isArray(begun) ? (begun as Parts) : [];
  return Array.from({ length: count }, (_, index) => given[index] ?? null);
}

function whole(given: Parts, asItStands = false): Parts | null {
  const isEnough = asItStands ? given.some((one) => one !== null) : !given.includes(null);
  return isEnough ? [...given] : null;
}

function choosing({ question, words, begun, changed }: Made): Field {
  const isSeveral = question.kind === "multiple";
  const isTrueFalse = question.kind === "true_false";
  const chosen = taken(begun as Answer | null);
  const inputs = optionTexts(question, words).map((_, index) =>
    h("input", {
      type: isSeveral ? "checkbox" : "radio",
      name: "answer",
      value: index,
      checked: chosen.has(index),
      change: changed,
    }),
  );
  const options = optionTexts(question, words).map((text, index) =>
    h(
      "label",
      { class: "option phone-option" },
      inputs[index],
      isTrueFalse ? null : h("span", { class: "option-letter" }, letter(index)),
      h("span", { class: "option-text" }, text, picture(question.choices?.[index]?.media ?? "", words)),
    ),
  );
  const list = h("div", { class: isTrueFalse ? "options phone-pair" : "options" }, ...options);
  const now = (): number[] => inputs.flatMap((input, index) => (input.checked ? [index] : []));
  return {
    element: h("fieldset", { class: "phone-field" }, hint(words.say(isSeveral ? "chooseSeveral" : "chooseOne")), list),
    draft: () => (isTrueFalse ? (now().length ? now()[0] === 0 : null) : isSeveral ? now() : (now()[0] ?? null)),
    answer() {
      const all = now();
      if (all.length === 0) return null;
      return isSeveral ? all : isTrueFalse ? all[0] === 0 : (all[0] ?? null);
    },
  };
}

/** One line after the other: touching one shows what it may be matched with, choosing goes on to the next. */
function matching({ question, words, begun, changed }: Made): Field {
  const lefts = question.lefts ?? [];
  const rights = question.rights ?? [];
  const chosen = parts(begun, lefts.length) as (number | null)[];
  const heads: HTMLButtonElement[] = [];
  const bodies: HTMLElement[] = [];
  const show = (open: number): void => {
    heads.forEach((head, index) => head.setAttribute("aria-expanded", String(index === open)));
    bodies.forEach((body, index) => (body.hidden = index !== open));
  };
  const says = chosen.map(() => h("span", { class: "match-chosen" }));
  const write = (): void => {
    says.forEach((said, index) => {
      const right = chosen[index];
      said.textContent = right == null ? words.say("choose") : (rights[right] ?? "");
      heads[index]?.classList.toggle("is-chosen", right != null);
      bodies[index]
        ?.querySelectorAll("button")
        .forEach((button, place) => button.setAttribute("aria-pressed", String(place === right)));
    });
  };
  const choose = (index: number, right: number): void => {
    chosen[index] = right;
    const next = chosen.findIndex((one) => one === null);
    write();
    show(next);
    (heads[next] ?? heads[index])?.focus();
    changed();
  };
  const rows = lefts.map((left, index) => {
    const head = h(
      "button",
      {
        type: "button",
        class: "match-head",
        "aria-controls": `match-${index}`,
        click: () => show(head.getAttribute("aria-expanded") === "true" ? -1 : index),
      },
      h("span", { class: "match-left" }, left.text),
      says[index],
    );
    const options = rights.map((right, place) =>
      h("button", { type: "button", class: "option phone-option", click: () => choose(index, place) }, right),
    );
    const body = h("div", { class: "options match-body", id: `match-${index}` }, ...options);
    heads.push(head);
    bodies.push(body);
    return h("div", { class: "match" }, picture(left.media, words), head, body);
  });
  write();
  show(chosen.findIndex((one) => one === null));
  return {
    element: h("fieldset", { class: "phone-field" }, hint(words.say("chooseSide")), ...rows),
    draft: () => chosen,
    answer: (asItStands) => whole(chosen, asItStands),
  };
}

/** Touched one after the other; a second touch takes the last places back. */
function ordering({ question, words, begun, changed }: Made): Field {
  const items = question.items ?? [];
  let order = parts(begun, items.length).filter((item): item is number => typeof item === "number");
  const places = items.map(() => h("span", { class: "order-place", "aria-hidden": "true" }));
  const spoken = items.map(() => h("span", { class: "visually-hidden" }));
  const touch = (item: number): void => {
    order = order.includes(item) ? order.slice(0, order.indexOf(item)) : [...order, item];
    write();
    changed();
  };
  const buttons = items.map((text, item) =>
    h(
      "button",
      { type: "button", class: "option phone-option order-item", click: () => touch(item) },
      places[item],
      spoken[item],
      h("span", { class: "option-text" }, text),
    ),
  );
  const anew = h(
    "button",
    { type: "button", class: "btn btn-plain", click: () => touch(order[0] ?? 0) },
    words.say("orderAgain"),
  );
  const write = (): void => {
    items.forEach((_, item) => {
      const place = order.indexOf(item) + 1;
      buttons[item]?.setAttribute("aria-pressed", String(place > 0));
      places[item]!.textContent = place ? String(place) : "";
      spoken[item]!.textContent = place ? `${place}. ` : `${words.say("notPlaced")}: `;
    });
    anew.hidden = order.length === 0;
  };
  write();
  const list = h("div", { class: "options" }, ...buttons);
  return {
    element: h("fieldset", { class: "phone-field" }, hint(words.say("touchInOrder")), list, anew),
    draft: () => order,
    answer: () => (order.length === items.length ? [...order] : null),
  };
}

function textInput(value: string, label: string, changed: () => void): HTMLInputElement {
  const input = h("input", {
    ...{
      type: "text",
      class: "form-control phone-input",
      maxlength: LONGEST,
      autocomplete: "off",
      autocapitalize: "off",
    },
    ...{ enterkeyhint: "done", "aria-label": label, input: changed },
  });
  input.value = value;
  return input;
}

function typing({ words, begun, changed }: Made): Field {
  const input = textInput(typeof begun === "string" ? begun : "", words.say("typeAnswer"), changed);
  return {
    element: h("fieldset", { class: "phone-field" }, hint(words.say("typeAnswer")), input),
    draft: () => input.value,
    answer: () => input.value.trim() || null,
  };
}

function filling({ question, words, begun, changed }: Made): Field {
  const gaps = question.gaps ?? [];
  const given = parts(begun, gaps.length);
  const inputs = gaps.map((choices, index) => {
    const label = words.say("gap", { n: index + 1 });
    if (!choices) return textInput(String(given[index] ?? ""), label, changed);
    const options = choices.map((choice, place) =>
      h("option", { value: place, selected: given[index] === place }, choice),
    );
    const first = h("option", { value: "" }, `(${index + 1})`);
    return h("select", { class: "form-select phone-input", "aria-label": label, change: changed }, first, ...options);
  });
  const text = pieces(question.stem).map((piece) => ("gap" in piece ? inputs[piece.gap] : piece.text));
  const value = (index: number): string | number | null => {
    const input = inputs[index];
    const typed = input?.value.trim() ?? "";
    return typed === "" ? null : input instanceof HTMLSelectElement ? Number(typed) : typed;
  };
  const all = (): Parts => gaps.map((_, index) => value(index));
  return {
    element: h("fieldset", { class: "phone-field" }, h("p", { class: "phone-cloze" }, ...text)),
    draft: all,
    answer: (asItStands) => whole(all(), asItStands),
  };
}

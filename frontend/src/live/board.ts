import { h } from "./elements";
import type { Row } from "./frames";
import type { Words } from "./words";

/** The standings as a table: place, name, points. `own` names the row that is marked. */
export function board(rows: Row[], words: Words, own?: { name: string; points: number }): HTMLElement {
  const lines = rows.map(({ place, name, points }) =>
    h(
      "tr",
      { class: `board-row place-${place}${own?.name === name && own.points === points ? " is-own" : ""}` },
      h("td", { class: "board-place" }, String(place)),
      h("th", { scope: "row" }, name),
      h("td", { class: "board-points" }, words.say("points", { n: words.number(points) })),
    ),
  );
  const caption = h("caption", { class: "visually-hidden" }, words.say("standings"));
  return h("table", { class: "board" }, caption, h("tbody", {}, ...lines));
}

/** The first three places on their steps, the second to the left as on a real podium; read as 1, 2, 3. */
export function podium(rows: Row[], words: Words): HTMLElement {
  const steps = [1, 2, 3].map((place) => {
    const there = rows.filter((row) => row.place === place);
    if (there.length === 0) return null;
    return h(
      "li",
      { class: `podium-step podium-${place}` },
      h("div", { class: "podium-names" }, ...there.map(({ name }) => h("p", { class: "podium-name" }, name))),
      h(
        "div",
        { class: "podium-block" },
        h("b", {}, h("span", { class: "visually-hidden" }, words.say("place", { n: "" })), String(place)),
        h("span", {}, words.say("points", { n: words.number(there[0]?.points ?? 0) })),
      ),
    );
  });
  return h("ol", { class: "podium" }, ...steps);
}

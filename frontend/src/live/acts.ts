import type { Act, Phase } from "./frames";

export interface Choice {
  /** What the big button does; null when all is over. */
  main: Act | null;
  others: Act[];
}

/** What the chair can do in a phase (section 3 of the protocol), the next step of the usual way first. */
export function choiceIn(phase: Phase, number: number, of: number): Choice {
  const hasMore = number < of;
  switch (phase) {
    case "lobby":
      return { main: "seal", others: ["end"] };
    case "sealed":
      return { main: "open", others: ["skip"] };
    case "asking":
      return { main: "close", others: ["pause", "skip"] };
    case "paused":
      return { main: "resume", others: ["close", "skip"] };
    case "closed":
      return { main: "reveal", others: ["again", "skip"] };
    case "revealed":
      return { main: "board", others: hasMore ? ["seal", "again", "end"] : ["again", "end"] };
    case "board":
      return hasMore ? { main: "seal", others: ["again", "end"] } : { main: "end", others: ["again"] };
    case "ended":
      return { main: null, others: [] };
  }
}

/** What a key of a keyboard or of a presenter's clicker means; null for keys that mean nothing here. */
export function actOfKey(key: string, phase: Phase, choice: Choice): Act | null {
  if (key === " " || key === "ArrowRight" || key === "PageDown") return choice.main;
  if (key === "ArrowLeft" || key === "PageUp")
    return phase === "asking" ? "pause" : phase === "paused" ? "resume" : null;
  return null;
}

export type Mark = "half" | "ten" | "five" | "over";

/** Which announcement is due when `before` seconds have become `now`: at half, 10 s, 5 s and the end only. */
export function markBetween(before: number, now: number, total: number): Mark | null {
  const passed = (at: number): boolean => before > at && now <= at;
  if (passed(0)) return "over";
  if (passed(5)) return "five";
  if (passed(10)) return "ten";
  return total / 2 > 10 && passed(total / 2) ? "half" : null;
}

export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

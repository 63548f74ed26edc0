import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, markBetween } from "../src/countdown";

function heard(total: number): string[] {
  const marks: string[] = [];
  for (let now = total; now > 0; now -= 1) {
    const mark = markBetween(now, now - 1, total);
    if (mark) marks.push(`${mark}@${now - 1}`);
  }
  return marks;
}

test("a timer speaks at half time, at 10 s, at 5 s and at the end only", () => {
  assert.deepEqual(heard(900), ["half@450", "ten@10", "five@5", "over@0"]);
  assert.deepEqual(heard(60), ["half@30", "ten@10", "five@5", "over@0"]);
});

test("in a short timer half time is not said beside 10 s", () => {
  assert.deepEqual(heard(20), ["ten@10", "five@5", "over@0"]);
  assert.deepEqual(heard(8), ["five@5", "over@0"]);
});

test("a phone that slept through several marks hears the last one", () => {
  assert.equal(markBetween(40, 4, 60), "five");
  assert.equal(markBetween(40, 0, 60), "over");
  assert.equal(markBetween(40, 39, 60), null);
});

test("the clock shows minutes and two figures of seconds", () => {
  assert.deepEqual([0, 9, 60, 899].map(clock), ["0:00", "0:09", "1:00", "14:59"]);
});

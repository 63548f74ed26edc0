import assert from "node:assert/strict";
import { test } from "node:test";

import { actOfKey, choiceIn } from "../src/live/acts";
import type { Act, Phase, Question } from "../src/live/frames";
import type { Room } from "../src/live/room";
import { emptyRoom } from "../src/live/room";
import { verdict } from "../src/live/phone/results";
import { lines, pieces, readable, taken } from "../src/live/shown";

test("pressing the big button again and again asks every question and ends", () => {
  const after: Partial<Record<Act, Phase>> = {
    ...{ seal: "sealed", open: "asking", close: "closed", reveal: "revealed", board: "board", end: "ended" },
  };
  const walked: string[] = [];
  let phase: Phase = "lobby";
  let number = 0;
  for (let act = choiceIn(phase, number, 2).main; act; act = choiceIn(phase, number, 2).main) {
    walked.push(act);
    if (act === "seal") number += 1;
    phase = after[act] as Phase;
  }
  const one = ["seal", "open", "close", "reveal", "board"];
  assert.deepEqual(walked, [...one, ...one, "end"]);
});

test("a clicker goes on with Page Down and stops the clock with Page Up, and only then", () => {
  const choice = choiceIn("asking", 1, 2);
  assert.equal(actOfKey("PageDown", "asking", choice), "close");
  assert.equal(actOfKey("PageUp", "asking", choice), "pause");
  assert.equal(actOfKey("PageUp", "paused", choiceIn("paused", 1, 2)), "resume");
  assert.equal(actOfKey("PageUp", "revealed", choiceIn("revealed", 1, 2)), null);
  assert.equal(actOfKey("a", "asking", choice), null);
});

test("the stem of a cloze falls into texts and gaps, and reads as a line with dots", () => {
  assert.deepEqual(pieces("Lấy [[1]] làm [[2]]."), [
    { text: "Lấy " },
    { gap: 0 },
    { text: " làm " },
    { gap: 1 },
    { text: "." },
  ]);
  assert.equal(readable("Lấy [[1]] làm nền."), "Lấy …… (1) …… làm nền.");
});

test("what an answer takes: true is the first, false the second", () => {
  assert.deepEqual([...taken(true)], [0]);
  assert.deepEqual([...taken(false)], [1]);
  assert.deepEqual([...taken([0, 2])], [0, 2]);
  assert.deepEqual([...taken(null)], []);
});

test("answers that are no choice are read in lines", () => {
  const base = { stem: "", media: "" };
  const sides: Question = { ...base, kind: "matching", lefts: [{ text: "VI", media: "" }], rights: ["1991", "1986"] };
  assert.deepEqual(lines(sides, [1]), ["VI → 1986"]);
  assert.deepEqual(lines(sides, [null]), ["VI → –"]);
  assert.deepEqual(lines({ ...base, kind: "ordering", items: ["b", "a"] }, [1, 0]), ["1. a", "2. b"]);
  assert.deepEqual(lines({ ...base, kind: "cloze", gaps: [null, ["x", "y"]] }, ["chữ", 1]), ["(1) chữ", "(2) y"]);
});

test("how one did: by what the server says, else by the key", () => {
  const result = { right: 2, counts: null, answers: 3, explanation: "", source: "" };
  const room: Room = { ...emptyRoom(""), phase: "revealed", round: 1, result };
  assert.equal(verdict(room, 2), "right");
  assert.equal(verdict(room, 0), "wrong");
  assert.equal(verdict(room, null), "missed");
  const mine = { round: 1, answered: [1], worth: 50, points: 0, total: 0, place: 1, of: 2 };
  assert.equal(verdict({ ...room, mine }, null), "partly");
});

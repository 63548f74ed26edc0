import assert from "node:assert/strict";
import { test } from "node:test";

import { unsent, type Taps } from "../src/controllers/attempt";

const tap = (question: string, ...values: string[]): Taps => ({
  [question]: values.map((value) => [`q-${question}`, value]),
});

test("what the server has taken is no longer waiting", () => {
  const taps = { ...tap("1", "0"), ...tap("2", "3") };
  assert.deepEqual(unsent(taps, taps), {});
});

test("a choice tapped anew while the old one was on its way still waits", () => {
  assert.deepEqual(unsent(tap("1", "2"), tap("1", "0")), tap("1", "2"));
});

test("a question tapped meanwhile still waits", () => {
  assert.deepEqual(unsent({ ...tap("1", "0"), ...tap("2", "1") }, tap("1", "0")), tap("2", "1"));
});

test("a box ticked beside the one that is on its way still waits, with both", () => {
  assert.deepEqual(unsent(tap("1", "0", "2"), tap("1", "0")), tap("1", "0", "2"));
});

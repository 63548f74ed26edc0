import assert from "node:assert/strict";
import { test } from "node:test";

import { acknowledged, bodyOf, clockAt, goesOnAt, NOTHING, unknownTo, waiting, type Kept, type Tap } from "../src/attempt/kept";

const tap = (question: string, at: number, ...values: string[]): Tap => ({
  question,
  fields: values.map((value) => [`q-${question}`, value]),
  at,
  sent: false,
});
const keeping = (taps: Record<string, Tap>): Kept => ({ ...NOTHING, taps });

test("one goes on where one was, or where another device has answered since", () => {
  const here: Kept = { ...NOTHING, place: { index: 4, at: 100 } };
  assert.equal(goesOnAt(NOTHING, null), 0);
  assert.equal(goesOnAt(NOTHING, { index: 2, at: 50 }), 2);
  assert.equal(goesOnAt(here, { index: 2, at: 50 }), 4);
  assert.equal(goesOnAt(here, { index: 2, at: 150 }), 2);
});

test("what the server has taken is no longer waiting, and stays on the phone", () => {
  const kept = keeping({ a: tap("1", 5, "0"), b: tap("2", 6, "3") });
  const after = acknowledged(kept, waiting(kept));
  assert.deepEqual(waiting(after), []);
  assert.deepEqual(Object.keys(after.taps), ["a", "b"]);
});

test("a question answered anew while the old answer was on its way still waits", () => {
  const sent = waiting(keeping({ a: tap("1", 5, "0") }));
  const after = acknowledged(keeping({ a: tap("1", 9, "2") }), sent);
  assert.deepEqual(waiting(after), [["a", tap("1", 9, "2")]]);
});

test("a question answered meanwhile still waits", () => {
  const sent = waiting(keeping({ a: tap("1", 5, "0") }));
  const after = acknowledged(keeping({ a: tap("1", 5, "0"), b: tap("2", 7, "1") }), sent);
  assert.deepEqual(waiting(after).map(([id]) => id), ["b"]);
});

test("a request carries every waiting answer with its moment, all ticks of a question, and the handing in", () => {
  const kept: Kept = {
    taps: { a: tap("1", 5.6, "0", "2"), b: { ...tap("2", 6, "1"), sent: true } },
    anchor: { server: 3, wall: 0 },
    latest: 0,
    handedIn: 9,
    place: null,
  };
  assert.equal(bodyOf(kept, "abc").toString(), "q-1=0&q-1=2&at-1=6&device=abc&seen=3&handed-in=9");
});

test("a page that the server has just made sets the clock", () => {
  const kept: Kept = { ...NOTHING, anchor: { server: 1000, wall: 50 }, latest: 9000 };
  assert.deepEqual(clockAt(kept, 20_000, 777), { anchor: { server: 20_000, wall: 777 }, now: 20_000 });
});

test("the same page shown again without network goes on from where the clock stands", () => {
  const kept: Kept = { ...NOTHING, anchor: { server: 1000, wall: 50 }, latest: 1100 };
  assert.equal(clockAt(kept, 1000, 50 + 60_000).now, 61_000);
});

test("a phone whose clock was set back does not win time", () => {
  const kept: Kept = { ...NOTHING, anchor: { server: 1000, wall: 500_000 }, latest: 301_000 };
  assert.equal(clockAt(kept, 1000, 100).now, 301_000);
});

test("a page that was made after an answer was sent shows it by itself; one made before does not", () => {
  const old: Tap = { ...tap("1", 1_000, "0"), sent: true };
  const late: Tap = { ...tap("2", 50_000, "1"), sent: true };
  const unsent = tap("3", 900, "2");
  const kept = keeping({ a: old, b: late, c: unsent });
  assert.deepEqual(unknownTo(kept, { server: 40_000, wall: 0 }), { b: late, c: unsent });
});

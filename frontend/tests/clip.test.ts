import assert from "node:assert/strict";
import { test } from "node:test";

import { Follower } from "../src/controllers/clip";

test("playing through gives one range", () => {
  const follower = new Follower();
  for (const at of [0, 0.25, 0.5, 0.75, 1]) assert.equal(follower.play(at), null);
  assert.deepEqual(follower.stop(), [0, 1]);
  assert.equal(follower.stop(), null);
});

test("a jump ends a range and begins another", () => {
  const follower = new Follower();
  follower.play(0);
  follower.play(1);
  assert.deepEqual(follower.play(60), [0, 1]);
  follower.play(60.5);
  assert.deepEqual(follower.stop(), [60, 60.5]);
});

test("going back and watching again is a range of its own", () => {
  const follower = new Follower();
  follower.play(10);
  follower.play(11);
  assert.deepEqual(follower.play(2), [10, 11]);
  follower.play(3);
  assert.deepEqual(follower.stop(), [2, 3]);
});

test("a moment without playing is no range", () => {
  const follower = new Follower();
  follower.play(5);
  assert.equal(follower.stop(), null);
});

test("playing fast is no jump", () => {
  const follower = new Follower();
  follower.play(0, 4);
  assert.equal(follower.play(6, 4), null);
  assert.deepEqual(follower.stop(), [0, 6]);
});

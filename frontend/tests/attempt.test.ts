import assert from "node:assert/strict";
import { test } from "node:test";

import { unsent } from "../src/controllers/attempt";

test("what the server has taken is no longer waiting", () => {
  assert.deepEqual(unsent({ "q-1": "0", "q-2": "3" }, { "q-1": "0", "q-2": "3" }), {});
});

test("a choice tapped anew while the old one was on its way still waits", () => {
  assert.deepEqual(unsent({ "q-1": "2" }, { "q-1": "0" }), { "q-1": "2" });
});

test("a question tapped meanwhile still waits", () => {
  assert.deepEqual(unsent({ "q-1": "0", "q-2": "1" }, { "q-1": "0" }), { "q-2": "1" });
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { draftKey, keepDraft, markSent, readDraft, settleSent } from "../src/drafts";

class Store implements Storage {
  [name: string]: unknown;
  private kept = new Map<string, string>();
  constructor(private room = Infinity) {}
  get length(): number {
    return this.kept.size;
  }
  clear(): void {
    this.kept.clear();
  }
  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.kept.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    if (value.length > this.room) throw new Error("QuotaExceededError");
    this.kept.set(name, value);
  }
  removeItem(name: string): void {
    this.kept.delete(name);
  }
}

const draft = { at: 1, base: "{}", fields: { body: ["Chi bộ thống nhất"] } };

test("what is kept is read back, for its owner only", () => {
  const local = new Store();
  assert.equal(keepDraft(local, draftKey("sung", "minutes"), draft), true);
  assert.deepEqual(readDraft(local, draftKey("sung", "minutes")), draft);
  assert.equal(readDraft(local, draftKey("anh", "minutes")), null);
});

test("a full store says that nothing was kept", () => {
  assert.equal(keepDraft(new Store(10), "draft:a", draft), false);
});

test("a draft that was sent is forgotten when the next page is well, and stays when it is not", () => {
  for (const [failed, left] of [
    [false, null],
    [true, draft],
  ] as const) {
    const local = new Store();
    const session = new Store();
    keepDraft(local, "draft:sent", draft);
    keepDraft(local, "draft:other", draft);
    markSent(session, "draft:sent");
    settleSent(local, session, failed);
    assert.deepEqual(readDraft(local, "draft:sent"), left);
    assert.deepEqual(readDraft(local, "draft:other"), draft);
  }
});

test("an act that failed once is not taken for done by a later page", () => {
  const local = new Store();
  const session = new Store();
  keepDraft(local, "draft:a", draft);
  markSent(session, "draft:a");
  settleSent(local, session, true);
  settleSent(local, session, false);
  assert.deepEqual(readDraft(local, "draft:a"), draft);
});

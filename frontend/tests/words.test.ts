import assert from "node:assert/strict";
import { test } from "node:test";

import { size } from "../src/controllers/file-drop";
import { fold } from "../src/fold";

test("a place is found with and without marks, in either way of writing them", () => {
  assert.equal(fold("Hộp duyệt"), "hop duyet");
  assert.equal(fold("ĐẢNG UỶ"), "dang uy");
  assert.equal(fold("Đảng ủy"), fold("Đảng uỷ"));
  assert.equal(fold("Kế hoạch".normalize("NFD")), "ke hoach");
});

test("sizes of files are written as Vietnamese write numbers", () => {
  assert.equal(size(1), "1 KB");
  assert.equal(size(2048), "2 KB");
  assert.equal(size(1.5 * 1024 * 1024), "1,5 MB");
});

import { expect, test } from "vitest";
import { readDetail } from "./audit-changes.ts";

test("a change keeps its place and both of its sides", () => {
  const change = { path: "approvals.deletion", before: false, after: true };
  expect(readDetail({ changes: [change], reason: "x" })).toEqual({ changes: [change], rest: { reason: "x" } });
});

test("what was made as a whole is shown field by field", () => {
  expect(readDetail({ changes: [{ path: "", after: { name: "a", role: "viewer" } }] }).changes).toEqual([
    { path: "name", after: "a" },
    { path: "role", after: "viewer" },
  ]);
});

test("what was replaced as a whole, and what is no change, is left as it is", () => {
  const replaced = { path: "", before: [1], after: 2 };
  expect(readDetail({ changes: [replaced, 7] }).changes).toEqual([replaced]);
  expect(readDetail(null)).toEqual({ changes: [], rest: {} });
});

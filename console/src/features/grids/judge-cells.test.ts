import { expect, test } from "vitest";
import { judgeCells } from "./judge-cells.ts";

const none = { pending: 0, running: 0, done: 0, failed: 0, skipped: 0, retired: 0 };

test("the worst of the cells gives the look, and the share counts those that somebody wants done", () => {
  expect(judgeCells({ ...none, done: 997, failed: 1, running: 1, pending: 1 })).toEqual({
    look: "failed",
    total: 1_000,
    percent: 99,
  });
  expect(judgeCells({ ...none, done: 1, running: 1, pending: 2 })).toMatchObject({ look: "running", percent: 25 });
  expect(judgeCells({ ...none, done: 1, pending: 1, skipped: 8 })).toMatchObject({ look: "pending", percent: 50 });
  expect(judgeCells({ ...none, done: 3, retired: 1 })).toEqual({ look: "done", total: 4, percent: 100 });
});

test("a share is whole only when nothing is missing", () => {
  expect(judgeCells({ ...none, done: 9_999, pending: 1 }).percent).toBe(99);
});

test("cells that nobody does any more are neither good nor bad, and where there are none there is nothing", () => {
  expect(judgeCells({ ...none, skipped: 2, retired: 1 })).toEqual({ look: "closed", total: 3, percent: 100 });
  expect(judgeCells(null)).toEqual({ look: "none", total: 0, percent: 0 });
  expect(judgeCells(none).look).toBe("none");
});

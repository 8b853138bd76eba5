import { expect, test } from "vitest";
import { decideCell, type TableState } from "./decide-cell.ts";

test.each([
  // The cell, whether the table said done before, what it says now → what is written there, what the cell becomes.
  ["pending", false, "empty", "planned", undefined],
  ["pending", false, "planned", undefined, undefined],
  ["pending", false, "done", undefined, { state: "done", mirrored: true }],
  ["failed", false, "empty", "planned", undefined],
  ["failed", false, "done", undefined, { state: "done", mirrored: true }],
  ["done", false, "planned", "done", { mirrored: true }],
  ["done", false, "empty", "done", { mirrored: true }],
  ["done", false, "done", undefined, { mirrored: true }],
  ["done", true, "done", undefined, undefined],
  // Taken back in the table.
  ["done", true, "empty", "planned", { state: "pending", mirrored: false }],
  ["done", true, "planned", undefined, { state: "pending", mirrored: false }],
  // Asked for again in Belfry.
  ["pending", true, "done", "planned", { mirrored: false }],
  ["pending", true, "planned", undefined, { mirrored: false }],
  ["running", true, "done", undefined, undefined],
  ["running", false, "empty", "planned", undefined],
  ["skipped", false, "empty", undefined, undefined],
  ["skipped", false, "done", undefined, { state: "done", mirrored: true }],
] as const)("%s, said done before: %s, now %s", (state, mirrored, table, write, settle) => {
  expect(decideCell({ state, mirrored }, table)).toEqual({
    ...(write !== undefined && { write }),
    ...(settle !== undefined && { settle }),
  });
});

const all = ["pending", "running", "done", "failed", "skipped"] as const;

test.each(all)("a text of somebody else's beside %s is left alone", (state) => {
  for (const mirrored of [true, false]) expect(decideCell({ state, mirrored }, "other")).toEqual({});
});

test("carried out, nothing is left to do: the same again changes nothing", () => {
  for (const state of all) {
    for (const mirrored of [true, false]) {
      for (const table of ["empty", "planned", "done"] as const) {
        const { write, settle } = decideCell({ state, mirrored }, table);
        const after = { state: settle?.state ?? state, mirrored: settle?.mirrored ?? mirrored };
        const now: TableState = write ?? table;
        // What stands still because somebody works on it, or because people left it out, says so again.
        expect(decideCell(after, now), `${state} ${mirrored} ${table}`).toEqual({});
      }
    }
  }
});

test("interrupted after the table was written, it comes to the same", () => {
  for (const state of all) {
    for (const mirrored of [true, false]) {
      for (const table of ["empty", "planned", "done"] as const) {
        const { write, settle } = decideCell({ state, mirrored }, table);
        const whole = { state: settle?.state ?? state, mirrored: settle?.mirrored ?? mirrored, table: write ?? table };
        const again = decideCell({ state, mirrored }, write ?? table);
        expect(
          {
            state: again.settle?.state ?? state,
            mirrored: again.settle?.mirrored ?? mirrored,
            table: again.write ?? write ?? table,
          },
          `${state} ${mirrored} ${table}`,
        ).toEqual(whole);
      }
    }
  }
});

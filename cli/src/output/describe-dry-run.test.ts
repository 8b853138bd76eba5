import type { DryRun, DryRunStep } from "@belfry/client";
import { expect, test } from "vitest";
import { describeDryRun } from "./describe-dry-run.ts";

const step: DryRunStep = {
  step: "order",
  use: "http.request",
  iteration: "",
  state: "captured",
  output: null,
  known: "stand-in",
  failure: null,
  condition: null,
  dependsOn: [],
  effects: [],
  files: [],
  rows: [],
  logs: [],
  waits: null,
  asks: false,
  releasers: null,
  closedOff: [],
  items: null,
  called: null,
  tookMs: 1,
};

function told(rest: Partial<DryRunStep>): string {
  const run = { run: 0, rule: "night", startedBy: null, state: "success" as const, output: null, failure: null };
  const view: DryRun = {
    rule: "night",
    version: 3,
    at: "2026-03-02T06:00:00Z",
    trigger: { kind: "manual" },
    fate: "fired",
    detail: null,
    runs: [{ ...run, items: null, steps: [{ ...step, ...rest }], notReached: [] }],
    cut: false,
    tookMs: 2,
  };
  return describeDryRun(view);
}

const asks = (names: string[], total: number) => told({ asks: true, releasers: { names, total } });

test("who could release a step is named, and that nobody could is said plainly", () => {
  expect(asks(["ann", "bo"], 2)).toContain("would have been asked first: ann, bo\n");
  expect(asks(["ann", "bo"], 12)).toContain("ann, bo and 10 more");
  expect(asks([], 0)).toContain("NOBODY could release it");
});

test("a connection that is in trouble is named with the time until which it is", () => {
  const closed = { connection: "erp.example:443", state: "open" as const };
  expect(told({ closedOff: [{ ...closed, until: "2026-03-02T07:00:00Z" }] })).toContain(
    "would wait: the connection erp.example:443 is in trouble, and closed until 2026-03-02T07:00:00Z",
  );
  expect(told({ closedOff: [{ ...closed, until: null }] })).toContain("closed until somebody opens it");
});

test("the rows that a statement returned stand below it", () => {
  const returned = { columns: ["id"], rows: 7, first: [{ id: 1 }, { id: 2 }] };
  const statement = { sql: "delete from t returning id", params: [], affected: 7, returned };
  const text = told({ effects: [{ kind: "sql", database: "db.example/shop", statements: [statement] }] });
  expect(text).toContain('returned: {"id":1}');
  expect(text).toContain("… and 5 more");
});

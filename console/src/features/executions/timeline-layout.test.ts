import type { ActionRun as Run, ExecutionDetail } from "@belfry/client";
import { expect, test } from "vitest";
import { layOutTimeline } from "./timeline-layout.ts";

const at = (seconds: number) => new Date(1_000_000_000_000 + seconds * 1_000).toISOString();
const nowAt = (seconds: number) => Date.parse(at(seconds));

function run(action: string, from: number, to: number, more: Partial<Run> = {}): Run {
  const times = { startedAt: at(from), finishedAt: at(to), tookMs: (to - from) * 1_000 };
  return {
    action,
    iteration: "",
    attempt: 1,
    redrive: 0,
    use: "http.request",
    state: "success",
    output: {},
    failure: null,
    ...times,
    ...more,
  };
}

function execution(actionRuns: Run[], more: Partial<ExecutionDetail> = {}) {
  return {
    actionRuns,
    createdAt: at(0),
    startedAt: at(0),
    finishedAt: null,
    state: "running",
    waitingFor: null,
    ...more,
  } as const;
}

const planned = ["query", "workbook", "mail"].map((action) => ({ action, use: "x" }));

test("an action that was tried twice has two bars and the wait between them", () => {
  const { rows } = layOutTimeline(
    execution([run("query", 0, 2, { state: "failed" }), run("query", 7, 10, { attempt: 2 })], { state: "success" }),
    [],
    nowAt(99),
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ action: "query", state: "success", attempts: 2, lanes: 1, tookMs: 10_000 });
  expect(rows[0]?.bars.map(({ kind, state, left, width }) => [kind, state, left, width])).toEqual([
    ["attempt", "failed", 0, 0.2],
    ["retry-wait", null, 0.2, 0.5],
    ["attempt", "success", expect.closeTo(0.7), expect.closeTo(0.3)],
  ]);
});

test("while it runs, the first action without an end is under way and the later ones are planned", () => {
  const { rows } = layOutTimeline(execution([run("query", 0, 4)]), planned, nowAt(8));
  expect(rows.map(({ action, state }) => [action, state])).toEqual([
    ["query", "success"],
    ["workbook", "running"],
    ["mail", "planned"],
  ]);
  expect(rows[1]?.bars).toMatchObject([{ kind: "running", left: 0.5, width: 0.5 }]);
  expect(rows[2]).toMatchObject({ bars: [], tookMs: null });
});

test("a wait for the next try reaches from the failed attempt until now", () => {
  const { rows } = layOutTimeline(
    execution([run("query", 0, 2, { state: "failed" })], {
      state: "retrying",
      waitingFor: {
        kind: "step",
        action: "query",
        until: at(60),
        connection: null,
        since: null,
        probeAt: null,
        gate: null,
      },
    }),
    planned,
    nowAt(4),
  );
  expect(rows[0]).toMatchObject({ state: "retrying" });
  expect(rows[0]?.bars).toMatchObject([{ kind: "attempt" }, { kind: "retry-wait", attempt: 2, left: 0.5, width: 0.5 }]);
});

test("iterations that run at once lie above each other", () => {
  const iterations = [0, 1, 2].map((index) => run("query", index, index + 2, { iteration: String(index) }));
  const { rows } = layOutTimeline(execution([...iterations, run("query", 4, 4)], { state: "success" }), [], nowAt(9));
  expect(rows[0]).toMatchObject({ lanes: 2, iterations: 3 });
  expect(rows[0]?.bars.map(({ iteration, lane }) => [iteration, lane])).toEqual([
    ["0", 0],
    ["1", 1],
    ["2", 0],
  ]);
});

test("what was done again by a person is no wait", () => {
  const { rows } = layOutTimeline(
    execution([run("mail", 0, 1, { state: "failed" }), run("mail", 5_000, 5_001, { redrive: 1 })], {
      state: "success",
    }),
    [],
    nowAt(9_999),
  );
  expect(rows[0]?.bars.map(({ kind }) => kind)).toEqual(["attempt", "attempt"]);
  expect(rows[0]?.tookMs).toBe(2_000);
});

test("an action of onFailure stands behind the planned ones", () => {
  const { rows } = layOutTimeline(
    execution([run("query", 0, 1, { state: "failed" }), run("tell", 1, 2)], { state: "failed" }),
    planned,
    0,
  );
  expect(rows.map(({ action }) => action)).toEqual(["query", "workbook", "mail", "tell"]);
});

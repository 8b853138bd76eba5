import { expect, test } from "vitest";
import type { PastRun } from "../sql/action-runs/select-past-runs.ts";
import type { CompiledStep } from "./compiled-step.ts";
import { pastThatCounts, type CountingPast } from "./past-that-counts.ts";

function step(id: string, rest: Partial<CompiledStep> = {}): CompiledStep {
  const base = {
    id,
    name: id,
    use: "set",
    condition: undefined,
    conditionMayChange: false,
    forEach: undefined,
    retryFrom: undefined,
    onError: undefined,
    compensate: [],
    afterFailure: false,
    loops: 0,
    inner: [],
    covers: new Set([id]),
    undoable: false,
    sets: false,
  };
  return { ...base, kind: "set", values: () => ({}), ...rest } as CompiledStep;
}

const steps = [step("login"), step("query"), step("readable", { retryFrom: "query" }), step("mail")];

function run(action: string, state: PastRun["state"], redrive = 0, rest: Partial<PastRun> = {}): PastRun {
  return { action, iteration: "", attempt: 1, redrive, state, output: null, failure: null, retryAt: null, ...rest };
}

const names = ({ runs }: CountingPast) => runs.map(({ action, redrive }) => `${action} ${redrive}`);

test("a retry after a judgement failed does the judged step anew, and nothing before it", () => {
  const past = [run("login", "success"), run("query", "success"), run("readable", "failed")];
  expect(names(pastThatCounts(past, steps, 1))).toEqual(["login 0"]);
});

test("what was done anew counts, also when a later step fails and is retried", () => {
  const past = [
    run("login", "success"),
    run("query", "success"),
    run("readable", "failed"),
    run("query", "success", 1),
    run("readable", "skipped", 1),
    run("mail", "failed", 1),
  ];
  expect(names(pastThatCounts(past, steps, 2))).toEqual(["login 0", "query 1", "readable 1", "mail 1"]);
});

test("nothing is undone while nobody has retried it: a crash after the failure does not ask again", () => {
  const past = [run("query", "success"), run("readable", "failed")];
  expect(pastThatCounts(past, steps, 0).runs).toEqual(past);
});

test("another step that failed undoes nothing", () => {
  const past = [run("query", "success"), run("readable", "skipped"), run("mail", "failed")];
  expect(pastThatCounts(past, steps, 1).runs).toEqual(past);
});

test("a judgement that failed for a moment and then held undoes nothing when a later step is retried", () => {
  const held = run("readable", "success", 0, { attempt: 2 });
  const past = [run("query", "success"), run("readable", "failed"), held, run("mail", "failed")];
  expect(pastThatCounts(past, steps, 1).runs).toEqual(past);
});

test("in a loop only the item is done anew whose judgement failed", () => {
  const inner = steps.map((one) => ({ ...one, loops: 1 }));
  const loop = step("loop", { kind: "do", steps: inner, covers: new Set(["loop", ...inner.map(({ id }) => id)]) });
  const past = [
    run("query", "success", 0, { iteration: "0" }),
    run("readable", "success", 0, { iteration: "0" }),
    run("query", "success", 0, { iteration: "1" }),
    run("readable", "failed", 0, { iteration: "1" }),
  ];
  const { runs } = pastThatCounts(past, [loop], 1);
  expect(runs.map(({ action, iteration }) => `${action} ${iteration}`)).toEqual(["query 0", "readable 0"]);
});

test("what was undone is done again by a retry, with what lies in it, and nothing else", () => {
  const book = step("book", { compensate: [step("unbook")], undoable: true, covers: new Set(["book", "inner"]) });
  const past = [
    run("login", "success"),
    run("book", "success"),
    run("inner", "success"),
    run("mail", "success"),
    run("pay", "failed"),
    run("unbook", "success"),
  ];
  const { runs } = pastThatCounts(past, [step("login"), book, step("mail"), step("pay")], 1);
  expect(runs.map(({ action }) => action)).toEqual(["login", "mail", "pay", "unbook"]);
});

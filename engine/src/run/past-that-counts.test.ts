import { expect, test } from "vitest";
import type { PastRun } from "../sql/action-runs/select-past-runs.ts";
import { pastThatCounts } from "./past-that-counts.ts";

const steps = [
  { id: "login", retryFrom: undefined },
  { id: "query", retryFrom: undefined },
  { id: "readable", retryFrom: "query" },
  { id: "mail", retryFrom: undefined },
];

function run(action: string, state: PastRun["state"], redrive = 0): PastRun {
  return { action, iteration: "", attempt: 1, redrive, state, output: null, failure: null };
}

const names = (past: readonly PastRun[]) => past.map(({ action, redrive }) => `${action} ${redrive}`);

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
  expect(pastThatCounts(past, steps, 0)).toEqual(past);
});

test("another step that failed undoes nothing", () => {
  const past = [run("query", "success"), run("readable", "skipped"), run("mail", "failed")];
  expect(pastThatCounts(past, steps, 1)).toEqual(past);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHintGatherer, readHintedIds, type Hints } from "./live-hints.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function gatherer() {
  const passed: Hints[] = [];
  const hints = createHintGatherer({ everyMs: 1_000, pass: (next) => void passed.push(next) });
  return { hints, passed };
}

test("the first hint is passed on at once, further ones together a second later", () => {
  const { hints, passed } = gatherer();
  hints.add("executions", [1]);
  vi.advanceTimersByTime(0);
  expect(passed).toEqual([new Map([["executions", [1]]])]);
  hints.add("executions", [1, 2]);
  hints.add("executions", [2, 3]);
  hints.add("rules", ["a"]);
  vi.advanceTimersByTime(999);
  expect(passed).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(passed[1]).toEqual(
    new Map<string, unknown>([
      ["executions", [1, 2, 3]],
      ["rules", ["a"]],
    ]),
  );
});

test("one hint without ids means that anything may have changed", () => {
  const { hints, passed } = gatherer();
  hints.add("executions", [1]);
  hints.add("executions", []);
  hints.add("executions", [2]);
  vi.advanceTimersByTime(0);
  expect(passed).toEqual([new Map([["executions", "all"]])]);
});

test("after it was stopped nothing is passed on", () => {
  const { hints, passed } = gatherer();
  hints.add("rules", ["a"]);
  hints.stop();
  vi.advanceTimersByTime(5_000);
  expect(passed).toEqual([]);
});

test.each([
  ['{"ids":[1,"a",null]}', [1, "a"]],
  ["{}", []],
  ["not json", []],
])("the ids of %s are %j", (data, ids) => {
  expect(readHintedIds(data)).toEqual(ids);
});

import { expect, test } from "vitest";
import { withFault, withoutFault } from "./switched-faults.ts";

test("a switch comes after those that are on, and takes its own place only once", () => {
  const on = withFault([{ kind: "bounce" }, { kind: "slow", times: 9 }], "slow", { times: 2, delaySeconds: 1.5 });
  expect(on).toEqual([{ kind: "bounce" }, { kind: "slow", times: 2, delayMs: 1_500 }]);
});

test("only a slow answer has a delay, and what is left open is left out", () => {
  expect(withFault([], "bounce", { times: null, delaySeconds: 3 })).toEqual([{ kind: "bounce" }]);
  expect(withFault([], "slow", { times: null, delaySeconds: null })).toEqual([{ kind: "slow" }]);
});

test("turning one off leaves the others", () => {
  expect(withoutFault([{ kind: "bounce" }, { kind: "malformed" }], "bounce")).toEqual([{ kind: "malformed" }]);
});

import type { ExplainStep } from "@belfry/client";
import { expect, test } from "vitest";
import { groupSteps } from "./group-steps.ts";

const step = (code: string, rule: string | null, trigger: string | null): ExplainStep => ({
  code,
  verdict: "info",
  text: { zh: "", en: "" },
  values: {},
  at: null,
  rule,
  trigger,
  basis: "kept",
  parts: [],
  links: [],
});

test("steps about one trigger stand together, in their order", () => {
  const steps = [step("a", "r", null), step("b", "r", "t"), step("c", "r", "t"), step("d", "s", "t")];
  expect(
    groupSteps(steps).map(({ rule, trigger, steps: own }) => [rule, trigger, own.map(({ code }) => code)]),
  ).toEqual([
    ["r", null, ["a"]],
    ["r", "t", ["b", "c"]],
    ["s", "t", ["d"]],
  ]);
});

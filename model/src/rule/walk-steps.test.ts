import { expect, test } from "vitest";
import type { ActionStep } from "./action-step.ts";
import { stepsOf } from "./walk-steps.ts";
import { weakenedDemands } from "./weakened-demands.ts";

const rule = (actions: ActionStep[]) => ({ rule: "r", name: "R", actions }) as Parameters<typeof weakenedDemands>[0];
const step = (rest: Partial<ActionStep> = {}): ActionStep => ({ use: "noop", ...rest });

test("every step of a rule is found, wherever it lies, each before what it holds", () => {
  const actions: ActionStep[] = [
    step({ onError: [step()], compensate: [step({ id: "undo" })] }),
    { switch: { cases: [{ when: "true", do: [step(), { do: [step()] }] }], else: [step()] } },
    { id: "both", parallel: { branches: { mail: [step()], sms: [step()] } } },
    { parallel: { branches: [[step()], [step({ id: "x" })]] } },
  ];
  const found = [...stepsOf({ actions, onFailure: [{ do: [step()] }] })];
  expect(found.map(({ id, path }) => `${id} ${path}`)).toEqual([
    "a1 actions[0]",
    "a1_error_1 actions[0].onError[0]",
    "undo actions[0].compensate[0]",
    "a2 actions[1]",
    "a2_case1_1 actions[1].switch.cases[0].do[0]",
    "a2_case1_2 actions[1].switch.cases[0].do[1]",
    "a2_case1_2_1 actions[1].switch.cases[0].do[1].do[0]",
    "a2_else_1 actions[1].switch.else[0]",
    "both actions[2]",
    "both_mail_1 actions[2].parallel.branches.mail[0]",
    "both_sms_1 actions[2].parallel.branches.sms[0]",
    "a4 actions[3]",
    "a4_b1_1 actions[3].parallel.branches[0][0]",
    "x actions[3].parallel.branches[1][0]",
    "a1 onFailure[0]",
    "a1_1 onFailure[0].do[0]",
  ]);
});

test("a demand of a second person cannot be dropped by moving its step into another, or by renaming it there", () => {
  const asks = step({ id: "send", approval: true });
  const before = rule([{ do: [asks] }]);
  expect(weakenedDemands(before, rule([asks]))).toEqual([]);
  expect(weakenedDemands(before, rule([{ do: [step({ id: "send" })] }]))).toEqual(["actions[0].do[0].approval"]);
  expect(weakenedDemands(before, rule([{ do: [step({ id: "other", approval: true })] }]))).toHaveLength(1);
});

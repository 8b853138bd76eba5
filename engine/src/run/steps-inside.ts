import type { CompiledStep } from "./compiled-step.ts";

/** The lists of steps that may run in the place of a step: its own, and those that take its place when it failed. */
export function listsInside(step: CompiledStep): (readonly CompiledStep[])[] {
  return [...bodiesOf(step), ...(step.onError === undefined ? [] : [step.onError])];
}

/** The steps of `listsInside`. */
function stepsInside(step: CompiledStep): CompiledStep[] {
  return listsInside(step).flat();
}

function bodiesOf(step: CompiledStep): (readonly CompiledStep[])[] {
  switch (step.kind) {
    case "do":
      return [step.steps];
    case "switch":
      return [...step.cases.map(({ steps }) => steps), step.otherwise];
    case "parallel":
      return step.branches.map(({ steps }) => steps);
    case "use":
    case "wait":
    case "call":
    case "set":
    case "return":
      return [];
  }
}

/** All steps of a list, those inside of them and those that undo them included. */
export function everyStep(steps: readonly CompiledStep[]): CompiledStep[] {
  return steps.flatMap((step) => [step, ...everyStep([...stepsInside(step), ...step.compensate])]);
}

/**
 * Random rules with random crashes against an interpreter that knows neither. A crash is played by losing the holding at a
 * fault point: the execution is dropped where it is, nothing more is written, and the node finds it again as it finds what
 * it holds and does not run.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "@belfry/model";
import type { TestEngine } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { expectedOf, randomSteps, type Step } from "./random-steps.ts";

/** Where a holding can be lost. Within an action it would be a failure of the action; killed processes are tried elsewhere. */
const lossy = new Set(["after-claim", "after-checkpoint", "after-mark", "after-verdict", "before-finish"]);
/** How often at the most: else nothing would ever end. */
const MOST_CRASHES = 6;
let crashes: { left: number; readonly next: () => number } = { left: 0, next: () => 1 };
let crashed = 0;

const faults = {
  at(point: string) {
    if (crashes.left === 0 || !lossy.has(point) || crashes.next() > 0.2) return;
    crashes.left -= 1;
    crashed += 1;
    throw new AppError("LEASE_LOST", { reason: `lost ${point}` });
  },
};

/** A small generator of numbers between 0 and 1, so that a failing run can be repeated from its seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Runs a rule to its end; whenever everything sleeps, a second passes. */
async function runToEnd(t: TestEngine, slug: string) {
  const id = await t.run(slug);
  for (let i = 0; ; i += 1) {
    const execution = await t.engine.getExecution(id);
    if (execution.state === "success" || execution.state === "failed") return execution;
    if (i > 20_000) throw new Error(`Execution ${id} does not end: ${execution.state}`);
    await t.database.clock.advance(execution.state === "waiting" ? 1_000 : 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function check(t: TestEngine, slug: string, steps: readonly Step[]): Promise<void> {
  const expected = expectedOf(steps);
  await t.rule({ rule: slug, vars: { n: 0 }, actions: steps });
  const execution = await runToEnd(t, slug);
  const succeeded = execution.actionRuns.filter(({ use, state }) => use === "test.echo" && state === "success");
  const own = succeeded.filter(({ action }) => !action.endsWith("u"));
  const shown = {
    state: execution.state,
    output: execution.output,
    outputs: Object.fromEntries(own.map(({ action, iteration, output }) => [`${action} ${iteration}`, output])),
    undone: [...new Set(t.actions.runs.flatMap(({ key }) => undoOf(key)))],
  };
  expect(shown).toEqual({
    state: expected.state,
    output: expected.output,
    outputs: Object.fromEntries(expected.outputs),
    undone: expected.undone,
  });
  // Each is written once, and run again only where a holding was lost.
  expect(own).toHaveLength(expected.outputs.size);
  const keys = new Set(t.actions.runs.map(({ key }) => key));
  expect(t.actions.runs.length - keys.size).toBeLessThanOrEqual(crashed * 2);
  // Each call has started one execution.
  const called = (await t.executions("callee")).filter(({ parentId }) => parentId === execution.id);
  const callers = called.map(({ trigger }) => JSON.stringify([trigger["action"], trigger["iteration"]]));
  expect(callers.toSorted()).toEqual([...new Set(callers)].toSorted());
}

function undoOf(key: string): string[] {
  const [, , id = "", ...path] = key.split("/");
  return id.endsWith("u") ? [`${id} ${path.join("/")}`] : [];
}

test(
  "random rules come to what they must, however often the work is lost in the middle",
  { timeout: 240_000 },
  async () => {
    await using t = await startEngine({ faults });
    await t.rule({
      rule: "callee",
      inputs: { type: "object", properties: { n: { type: "number" } } },
      actions: [{ wait: { for: "1s" } }, { return: "${{ inputs.n }}" }],
    });
    let count = 0;
    let total = 0;
    await fc.assert(
      fc.asyncProperty(randomSteps, fc.integer({ min: 1, max: 2 ** 31 }), async (steps, seed) => {
        t.actions.runs.length = 0;
        crashed = 0;
        crashes = { left: MOST_CRASHES, next: numbers(seed) };
        await check(t, `random-${(count += 1)}`, steps);
        total += crashed;
      }),
      { numRuns: 60 },
    );
    // Or it would have tried nothing.
    expect(total).toBeGreaterThan(60);
    expect(t.errors).toEqual([]);
  },
);

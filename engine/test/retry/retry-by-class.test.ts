import { ActionFailure, defineAction, definePlugin, text } from "@belfry/plugin-kit";
import { FailureClass, retriedClasses, type RetryConfig } from "@belfry/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { nextTry, retryPolicy } from "../../src/run/retry-delay.ts";
import { useEngine } from "../start-engine.ts";

/** Fails with the class it is told, as an action does that says nothing of retries, or says it cannot help. */
const classy = defineAction({
  id: "test.classy",
  displayName: { zh: "classy", en: "classy" },
  description: { zh: "classy", en: "classy" },
  input: z.strictObject({ class: text(), refuses: z.boolean().default(false) }),
  idempotent: true,
  run: (_ctx, input) =>
    Promise.reject(
      new ActionFailure("told to fail", {
        class: z.enum(FailureClass).parse(input.class),
        code: "TOLD",
        ...(input.refuses && { retryable: false }),
      }),
    ),
});
const engine = useEngine({ plugins: [definePlugin({ name: "classy", version: "0", actions: [classy] })] });

async function triesOf(retry: RetryConfig, input: { class: string; refuses?: boolean }, ofStep: RetryConfig = {}) {
  const t = engine();
  const slug = `classy-${crypto.randomUUID().slice(0, 8)}`;
  await t.rule({ rule: slug, retry, actions: [{ id: "call", use: "test.classy", with: input, retry: ofStep }] });
  const id = await t.run(slug);
  return (await t.reached(id, "failed")).actionRuns.length;
}

const soon = { delay: "0s", jitter: 0 } as const;

test("each class is tried as often as its own policy says", async () => {
  const retry = { ...soon, attempts: 2, byClass: { external: { attempts: 4 }, timeout: { attempts: 1 } } };
  expect(await triesOf(retry, { class: "external" })).toBe(4);
  expect(await triesOf(retry, { class: "timeout" })).toBe(1);
  expect(await triesOf(retry, { class: "external" }, { byClass: { external: { attempts: 3 } } })).toBe(3);
});

test("what the action could not do with its data is tried again only where the rule names it and the action allows it", async () => {
  const named = { ...soon, byClass: { runtime: { attempts: 3 } } };
  expect(await triesOf({ ...soon, attempts: 3 }, { class: "runtime" })).toBe(1);
  expect(await triesOf(named, { class: "runtime" })).toBe(3);
  expect(await triesOf(named, { class: "runtime", refuses: true })).toBe(1);
});

test("a fault of the configuration is never tried again", async () => {
  const all = { attempts: 9 };
  const retry = { ...soon, attempts: 9, byClass: { external: all, timeout: all, runtime: all } };
  expect(await triesOf(retry, { class: "config" })).toBe(1);
});

test("a wrong duration of a class is named with its place", () => {
  const actions = [
    { use: "test.classy", with: { class: "external" }, retry: { byClass: { timeout: { delay: "soon" } } } },
  ];
  expect(engine().engine.checkRule({ rule: "wrong", name: "测试", actions })).toMatchObject([
    { path: "actions[0].retry.byClass.timeout.delay" },
  ]);
  const config = [{ use: "test.classy", with: { class: "x" }, retry: { byClass: { config: { attempts: 2 } } } }];
  expect(engine().engine.checkRule({ rule: "wrong", name: "测试", actions: config })).not.toEqual([]);
});

const times = fc.record(
  {
    attempts: fc.integer({ min: 1, max: 9 }),
    delay: fc.constantFrom("1s", "2s", "3s"),
    backoff: fc.constantFrom("fixed" as const, "exponential" as const),
    maxDelay: fc.constantFrom("1m", "2m"),
    jitter: fc.constantFrom(0, 0.5, 1),
  },
  { requiredKeys: [] },
);
const config = fc
  .tuple(times, fc.option(fc.record({ external: times, timeout: times, runtime: times }, { requiredKeys: [] })))
  .map(([own, byClass]): RetryConfig => ({ ...own, ...(byClass !== null && { byClass }) }));

test("every field comes from the nearest place that names it: the action's class, the action, the rule's class, the rule", () => {
  const milliseconds = {
    "1s": 1_000,
    "2s": 2_000,
    "3s": 3_000,
    "5s": 5_000,
    "1m": 60_000,
    "2m": 120_000,
    "5m": 300_000,
  };
  const defaults = { attempts: 1, delay: "5s", backoff: "exponential", maxDelay: "5m", jitter: 0.2 };
  fc.assert(
    fc.property(config, config, fc.constantFrom(...retriedClasses), (rule, action, name) => {
      // Spread from the farthest to the nearest: another way to say the same.
      const layers = [rule, rule.byClass?.[name], action, action.byClass?.[name]];
      const expected = Object.assign({}, defaults, ...layers) as typeof defaults;
      const { attempts, backoff, jitter } = expected;
      const delayMs = milliseconds[expected.delay as "1s"];
      const maxDelayMs = milliseconds[expected.maxDelay as "1m"];
      const policy = retryPolicy(rule, action);
      expect(policy[name]).toEqual({ attempts, backoff, jitter, delayMs, maxDelayMs });
      const failure = { class: name, code: "X", message: "", retryable: true };
      expect(nextTry(policy, failure, attempts)).toBeUndefined();
      if (attempts > 1) expect(nextTry(policy, failure, attempts - 1)).toBe(policy[name]);
      expect(nextTry(policy, { ...failure, class: "config" }, 0)).toBeUndefined();
    }),
  );
});

import { expect, test } from "vitest";
import { ActionFailure, defineAction, definePlugin } from "@belfry/plugin-kit";
import { z } from "zod";
import { startEngine, useEngine } from "../start-engine.ts";

const made: Record<string, () => unknown> = {
  large: () => "x".repeat(1_048_577),
  "large in bytes": () => "钟".repeat(400_000),
  nul: () => ({ text: "a\0b" }),
  "half a pair": () => ["\ud83d"],
  "an escaped backslash": () => String.raw`\u0000 is only text`,
  nothing: () => undefined,
  "a date": () => ({ at: new Date("2026-03-01T00:00:00Z") }),
  circular: () => {
    const self: Record<string, unknown> = {};
    self["self"] = self;
    return self;
  },
  bigint: () => 1n,
  "a nasty failure": () => {
    throw new ActionFailure("nul \0 and half \ud83d", {
      class: "runtime",
      code: "NASTY",
      details: { "\0": ["\udc00"], big: 1n },
    });
  },
  "a thrown text": () => {
    // oxlint-disable-next-line only-throw-error -- what a careless plugin does
    throw "just text";
  },
};
const make = defineAction({
  id: "make.output",
  displayName: { zh: "make", en: "make" },
  description: { zh: "make", en: "make" },
  input: z.strictObject({ what: z.string() }),
  idempotent: true,
  async run(ctx, { what }) {
    ctx.log.info("nul \0 and half \ud83d", { circular: { big: 1n } });
    return made[what]?.();
  },
});
const engine = useEngine({ plugins: [definePlugin({ name: "make", version: "0", actions: [make] })] });

let rules = 0;
async function ran(what: string) {
  const t = engine();
  rules += 1;
  const slug = `made-${rules}`;
  await t.rule({
    rule: slug,
    actions: [
      { id: "make", use: "make.output", with: { what } },
      { id: "after", use: "test.echo", with: { value: "${{ actions.make }}" } },
    ],
  });
  return t.reached(await t.run(slug), "success", "failed");
}

test.each([
  ["large", "OUTPUT_TOO_LARGE"],
  ["large in bytes", "OUTPUT_TOO_LARGE"],
  ["nul", "OUTPUT_NOT_TEXT"],
  ["half a pair", "OUTPUT_NOT_TEXT"],
  ["circular", "ACTION_BUG"],
  ["bigint", "ACTION_BUG"],
  ["a nasty failure", "NASTY"],
  ["a thrown text", "ACTION_BUG"],
])("an output that cannot be kept (%s) fails the action with %s and holds nothing", async (what, code) => {
  const execution = await ran(what);
  expect(execution).toMatchObject({ state: "failed", failure: { code, action: "make" } });
  expect(execution.actionRuns).toHaveLength(1);
  expect(engine().errors).toEqual([]);
});

test.each([
  ["nothing", null],
  ["a date", { at: "2026-03-01T00:00:00.000Z" }],
  ["an escaped backslash", String.raw`\u0000 is only text`],
])("the next action sees an output (%s) as it would after a crash", async (what, expected) => {
  const execution = await ran(what);
  expect(execution.actionRuns.map((run) => run.output)).toEqual([expected, expected]);
});

test("a log line that cannot be kept as it is loses no other one", async () => {
  const t = engine();
  const execution = await ran("nothing");
  await t.until(async () => (await t.engine.executionLogs(execution.id)).length === 1);
  const [line] = await t.engine.executionLogs(execution.id);
  expect(line).toMatchObject({ message: "nul \uFFFD and half \uFFFD", fields: { unprintable: expect.any(String) } });
});

test("a subscriber of the engine's events that throws ends no execution", async () => {
  await using t = await startEngine();
  t.engine.events.on("action.ended", () => {
    throw new Error("the page is gone");
  });
  const slug = await t.rule({ rule: "watched", actions: [{ use: "test.echo" }, { use: "test.echo" }] });
  await t.reached(await t.run(slug), "success");
  await t.until(() => t.errors.length === 2);
  expect(t.errors.map(({ where }) => where)).toEqual(["a subscriber of action.ended", "a subscriber of action.ended"]);
});

test("each attempt is reported once, the last one of an execution too", async () => {
  const t = engine();
  const ended: string[] = [];
  const off = t.engine.events.on("action.ended", ({ action, state, attempt }) =>
    ended.push(`${action} ${state} ${attempt}`),
  );
  const slug = await t.rule({
    rule: "reported",
    actions: [
      { id: "a", use: "test.echo" },
      { id: "b", use: "test.fail", with: { until: 2 }, retry: { attempts: 2, delay: "0s" } },
    ],
  });
  await t.reached(await t.run(slug), "success");
  expect(ended).toEqual(["a success 1", "b failed 1", "b success 2"]);
  off();
});

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase, type TestEngine, tester } from "@belfry/testkit";
import { cronRule, startEngine } from "../start-engine.ts";

const crons = ["* * * * *", "*/7 * * * *", "0 * * * *", "30 4 * * *", "*/20 * * * * *"] as const;
/** How far each of them can be spread. */
const spreads = ["45s", "4m", "50m", "3h", "15s"] as const;
/** What else starts the rule: nothing, a second schedule, or that another rule has run that day. */
const seconds = (other: string): readonly (readonly object[])[] => [
  [],
  [{ cron: "15 * * * *", timezone: "Asia/Shanghai" }],
  [{ after: other, timezone: "UTC", dayStartsAt: "03:00" }],
];
const misfires = [
  undefined,
  { policy: "skip" },
  { policy: "all", within: "30m", perMinute: 6 },
  { policy: "latest", within: "5m" },
] as const;

type Step =
  | { readonly do: "move"; readonly seconds: number }
  | {
      readonly do: "edit";
      readonly cron: number;
      readonly misfire: number;
      readonly second: number;
      readonly spread: boolean;
    }
  | { readonly do: "enable" | "disable" | "restart" | "stop" | "start" | "run" };

/** What this test has found before, and is to find again. */
const counterexamples: [Step[]][] = [
  // A trigger that begins in the future, because the clock went back, and is disabled before its beginning.
  [
    [
      { do: "edit", cron: 2, misfire: 0, second: 1, spread: false },
      { do: "move", seconds: -599 },
      { do: "edit", cron: 0, misfire: 0, second: 1, spread: false },
      { do: "disable" },
      { do: "move", seconds: 8_068 },
    ],
  ],
];

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("move" as const),
        seconds: fc.oneof(fc.integer({ min: 1, max: 180 }), fc.integer({ min: -600, max: 20_000 })),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("edit" as const),
        cron: fc.nat({ max: crons.length - 1 }),
        misfire: fc.nat({ max: misfires.length - 1 }),
        second: fc.nat({ max: 2 }),
        spread: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constantFrom("enable", "disable", "restart", "stop", "start", "run") }),
    },
  ),
  { minLength: 4, maxLength: 12 },
);

let database: TestDatabase;
let n = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const engineOf = (start: boolean) => startEngine({ database, start, graceMs: 50 });

test("whatever people and clocks do: due = planned + the sum of the fates, and no fire time has two executions", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      n += 1;
      const slug = `rule-${n}`;
      const other = `other-${n}`;
      let t: TestEngine = await engineOf(true);
      let running = true;
      const settle = async () => {
        if (running) await t.decided();
      };
      const restart = async (start: boolean) => {
        await t[Symbol.asyncDispose]();
        t = await engineOf(start);
        running = start;
      };
      try {
        await t.rule({ rule: other, actions: [{ id: "note", use: "test.echo" }] });
        await t.rule(cronRule(slug, "* * * * *"));
        for (const step of sequence) {
          switch (step.do) {
            case "move":
              await database.clock.advance(step.seconds * 1_000);
              break;
            case "edit": {
              const rule = cronRule(slug, crons[step.cron] ?? "* * * * *", {
                trigger: {
                  misfire: misfires[step.misfire],
                  ...(step.spread && { spread: spreads[step.cron] }),
                },
              });
              const triggers = [...(rule["triggers"] as object[]), ...(seconds(other)[step.second] ?? [])];
              await t.engine.saveRule({ name: slug, ...rule, triggers }, { by: tester });
              break;
            }
            case "enable":
            case "disable":
              await t.engine.setRuleStatus(slug, `${step.do}d`, { by: tester });
              break;
            case "run":
              await t.run(other);
              break;
            case "restart":
            case "start":
              await restart(true);
              break;
            case "stop":
              await restart(false);
              break;
          }
          await settle();
          const sums = await t.engine.reconcileSlots(slug);
          if (!sums.balanced) throw new Error(`After ${JSON.stringify(step)}: ${JSON.stringify(sums)}`);
        }
        const { rows } = await database.store.query<{ twice: number }>({
          name: "fired-twice",
          text: `select count(*)::int as twice from (
            select 1 from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id join belfry.rules r on r.id = t.rule_id
            where r.slug = $1 and f.fate = 'fired' group by t.kind, t.key, f.from_at, t.config having count(*) > 1) d`,
          values: [slug],
        });
        expect(rows[0]?.twice).toBe(0);
        expect(t.errors).toEqual([]);
        // Nothing of this rule is left to be planned by the next run.
        await t.engine.setRuleStatus(slug, "archived", { by: tester });
      } finally {
        await t[Symbol.asyncDispose]();
      }
    }),
    {
      examples: counterexamples,
      numRuns: Number(process.env["BELFRY_PROPERTY_RUNS"] ?? 6),
      endOnFailure: true,
      interruptAfterTimeLimit: 25_000,
    },
  );
}, 300_000);

import { startTestEngine, tester, type TestEngine, type TestEngineOptions } from "@belfry/testkit";
import { builtinConnectors } from "@belfry/connectors";
import { expect, test } from "vitest";

const start = (options: TestEngineOptions = {}) => startTestEngine({ plugins: [builtinConnectors], ...options });

const metricRule = (trigger: Record<string, unknown>) => ({
  rule: "stock",
  triggers: [
    { metric: "expression", expression: "${{ vars.stock }}", interval: "1m", below: 10, on: "both", ...trigger },
  ],
  actions: [{ id: "note", use: "test.echo", with: { value: "${{ event.data.value }}" } }],
});

const set = (t: TestEngine, stock: unknown) => t.engine.setVariables({ stock }, { by: tester });

interface Fired {
  readonly type: string;
  readonly value: unknown;
  readonly previous: unknown;
}

async function fired(t: TestEngine): Promise<Fired[]> {
  return (await t.executions("stock")).map(({ trigger }) => {
    const { type, data } = trigger["event"] as { type: string; data: { value: unknown; previous: unknown } };
    return { type, value: data.value, previous: data.previous };
  });
}

/** Moves the clock by a minute and waits until the value was asked for once more. */
async function minute(t: TestEngine): Promise<void> {
  const asked = async () => {
    const { rows } = await t.database.store.query<{ due: Date }>({
      name: "test-asked",
      text: "select due_at as due from belfry.trigger_feeds where node is null",
    });
    return rows[0]?.due.getTime() ?? 0;
  };
  const before = await asked();
  await t.database.clock.advance(61_000);
  await t.until(async () => (await asked()) > before);
  await t.quiet();
}

/** The first question only begins; the second one asks. */
async function begun(t: TestEngine): Promise<void> {
  await t.until(async () => {
    const [feed] = await t.engine.listFeeds();
    const { rows } = await t.database.store.query<{ seen: number }>({
      name: "test-seen",
      text: "select coalesce(jsonb_array_length(cursor -> 'seen'), 0) as seen from belfry.trigger_feeds where node is null",
    });
    return feed?.state !== "connecting" && (rows[0]?.seen ?? 0) > 0;
  });
  await t.quiet();
}

test("a metric fires when it passes its limit and when it has come back, once each", async () => {
  await using t = await start();
  await set(t, 20);
  await t.rule(metricRule({ resolveAbove: 15 }));
  await begun(t);
  expect(await fired(t)).toEqual([]);
  await set(t, 9);
  await minute(t);
  await minute(t);
  expect(await fired(t)).toEqual([{ type: "metric.raised", value: 9, previous: 20 }]);
  await set(t, 12);
  await minute(t);
  expect(await fired(t)).toHaveLength(1);
  await set(t, 15);
  await minute(t);
  await minute(t);
  expect((await fired(t)).slice(1)).toEqual([{ type: "metric.resolved", value: 15, previous: 12 }]);
  const [execution] = await t.executions("stock");
  expect(execution?.trigger["event"]).toMatchObject({
    data: { threshold: { below: 10 }, samples: [{ value: 20 }, { value: 9 }] },
  });
  expect(t.errors).toEqual([]);
});

test("a rule that wants only the end is not told of the beginning", async () => {
  await using t = await start();
  await set(t, 9);
  await t.rule(metricRule({ on: "resolved" }));
  await begun(t);
  await set(t, 11);
  await minute(t);
  expect(await fired(t)).toEqual([{ type: "metric.resolved", value: 11, previous: 9 }]);
});

test("it has to hold as long as the rule says", async () => {
  await using t = await start();
  await set(t, 9);
  await t.rule(metricRule({ for: "2m" }));
  await begun(t);
  await minute(t);
  expect(await fired(t)).toEqual([]);
  await minute(t);
  expect(await fired(t)).toEqual([{ type: "metric.raised", value: 9, previous: 9 }]);
});

test("a sample that fails is seen at the feed, fires nothing, and missing data is an event of its own", async () => {
  await using t = await start();
  await set(t, 20);
  await t.rule(metricRule({ below: undefined, noData: "3m" }));
  await begun(t);
  await set(t, { gone: true });
  await minute(t);
  expect(await t.engine.listFeeds()).toMatchObject([{ state: "failing", lastError: { code: "METRIC_NO_VALUE" } }]);
  await minute(t);
  expect(await fired(t)).toEqual([]);
  await minute(t);
  expect(await fired(t)).toEqual([{ type: "metric.raised", value: null, previous: 20 }]);
  await set(t, 7);
  await minute(t);
  expect(await t.engine.listFeeds()).toMatchObject([{ state: "listening" }]);
  expect((await fired(t)).slice(1)).toEqual([{ type: "metric.resolved", value: 7, previous: 20 }]);
});

test("an edge fires once, whoever dies around its commit", async () => {
  const deaths = new Map<string, number>();
  const faults = {
    async at(point: string) {
      if (!point.endsWith("accept-commit") && point !== "before-feed-accept") return;
      const times = (deaths.get(point) ?? 0) + 1;
      deaths.set(point, times);
      if (times % 2 === 1) throw new Error(`died ${point}`);
    },
  };
  await using t = await start({ faults });
  await set(t, 20);
  await t.rule(metricRule({ interval: "1s" }));
  await begun(t);
  for (const [stock, n] of [
    [5, 1],
    [20, 2],
    [6, 3],
  ] as const) {
    await set(t, stock);
    await t.until(async () => {
      await t.database.clock.advance(2_000);
      return (await fired(t)).length >= n;
    });
  }
  expect((await fired(t)).map(({ type }) => type)).toEqual(["metric.raised", "metric.resolved", "metric.raised"]);
  expect([...deaths.keys()].toSorted()).toEqual(["after-accept-commit", "before-accept-commit", "before-feed-accept"]);
});

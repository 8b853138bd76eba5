/** Who hears of a backfill: nobody, unless that is wanted. */
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { z } from "zod";
import { startEngine } from "../start-engine.ts";
import { until } from "../faults/until.ts";
import { by, shopGrid, shops } from "./grid-fixture.ts";

const sends = (sent: string[]) =>
  definePlugin({
    name: "sends",
    version: "1.0.0",
    actions: [
      defineAction({
        id: "test.tell",
        displayName: { zh: "说", en: "Tell" },
        description: { zh: "说一句。", en: "Tells something." },
        input: z.strictObject({ to: z.string() }),
        idempotent: true,
        sendsOutside: true,
        cost: "send",
        retryableErrors: "None.",
        async run(ctx, { to }) {
          sent.push(to);
          const { deliveries } = await ctx.notify({ channel: "email", to: [to], text: "done" });
          const { suppressed } = await ctx.tellPeople({ title: "done", level: "info", users: ["somebody"] });
          return { deliveries, suppressed };
        },
      }),
    ],
  });

test("executions of a backfill tell nobody anything unless that is wanted, and neither does what they call", async () => {
  const sent: string[] = [];
  await using t = await startEngine({ plugins: [sends(sent)] });
  await t.rule({ rule: "inner", actions: [{ id: "tell", use: "test.tell", with: { to: "inner@x.cn" } }] });
  await t.rule({
    rule: "collect",
    actions: [
      { id: "tell", use: "test.tell", with: { to: "outer@x.cn" } },
      { id: "inner", call: { rule: "inner" } },
    ],
  });
  await t.engine.saveGrid(shopGrid("quiet", [{ task: "daily", worker: undefined, rule: "collect", period: -1 }]), by);
  await t.engine.saveGridMembers("quiet", shops("pdd", 1), by);
  const day = { from: "2025-09-01", until: "2025-09-01" };
  const { backfill } = await t.engine.startGridBackfill("quiet", day, by);
  const tick = async () => {
    await t.database.clock.advance(6_000);
    return (await t.engine.getGridBackfill("quiet", backfill.id)).state === "done";
  };
  await until(t, tick);
  expect(sent.toSorted()).toEqual(["inner@x.cn", "outer@x.cn"]);
  for (const rule of ["collect", "inner"]) {
    const [execution] = await t.executions(rule);
    if (execution === undefined) throw new Error("It ran.");
    const { trigger, actionRuns } = await t.engine.getExecution(execution.id);
    expect(trigger).toMatchObject({ quiet: "backfill" });
    expect(actionRuns.find(({ action }) => action === "tell")?.output).toMatchObject({
      deliveries: [{ state: "suppressed", reason: "backfill" }],
      suppressed: "backfill",
    });
  }
  expect(t.errors).toEqual([]);
});

import { expect, test } from "vitest";
import { cronRule, startEngine } from "../start-engine.ts";

test("a plan that a node of an older version wrote is extended by the next tick, and holds back no other", async () => {
  await using t = await startEngine({ start: false });
  const slugs = [await t.rule(cronRule("old", "* * * * *")), await t.rule(cronRule("new", "* * * * *"))];
  // Such a node knows nothing of the column, which says then that the plan was never looked at.
  await t.database.store.query({
    name: "test-old-plan",
    text: `update belfry.trigger_plans set extend_at = '-infinity'
      where rule_id = (select id from belfry.rules where slug = 'old')`,
  });
  await t.engine.start();
  await t.decided();
  await t.moveTo("2026-03-01T00:01:00Z");
  await t.quiet();
  for (const slug of slugs) expect(await t.executions(slug)).toHaveLength(1);
});

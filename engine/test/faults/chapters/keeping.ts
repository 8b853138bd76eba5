import { addShippedRule } from "@belfry/engine";
import { tester } from "@belfry/testkit";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };

/** Records that are written and removed, and what goes when it was kept long enough. */
export const keeping: Chapter = {
  name: "keeping",
  async tell(w) {
    const { t, ask, watcher, database } = w;
    const table = (name: string) => ask(() => t.engine.saveRecordTable({ name, description: "", maxRows: 100 }, by));
    await table("customers");
    await table("passing");
    const records = ["a", "b", "c"].map((key) => ({ key, fields: { key } }));
    await ask(() => t.engine.writeRecords("customers", records, by));
    await ask(() =>
      t.engine.writeRecords("customers", [{ key: "a", fields: { level: "gold" } }], { ...by, merge: true }),
    );
    await ask(() => t.engine.removeRecords("customers", ["b"], by));
    await ask(() => t.engine.removeRecordTable("passing", by), "RECORD_TABLE_NOT_FOUND");

    await w.rule({ rule: "old", actions: [echo("one", "张三的名单")] });
    await watcher.reached(await w.run("old"), "success");
    await ask(() => t.engine.keepDeadLetters([{ broughtBy: "gate", triggerId: null, raw: "{", problems: [] }]));
    await ask(() => t.engine.acceptEvents([{ source: "/s", id: "1", type: "t", data: null }], { broughtBy: "test" }));
    await ask(() => t.engine.erasePerson(["张三的名单"]));
    await ask(() => addShippedRule(t.database.store, "shipped"));
    await counting(w);
    await database.store.query({
      name: "test-closed",
      text: `insert into belfry.breakers (connection, state, epoch, since, opened_at, reason, probe_at, look_at)
        values ('gone.test:443', 'closed', 1, belfry.now(), belfry.now(), '', belfry.now(), belfry.now())`,
    });
    await database.store.query({
      name: "test-over",
      text: `insert into belfry.alert_episodes (kind, subject, since, until, facts, seen_at, event_id, end_event_id)
        values ('queue.slow', 'queue', belfry.now(), belfry.now(), '{}', belfry.now(), 1, 1)`,
    });
    // Maintenance comes once an hour; what it left undone, because an answer was lost, it does an hour later.
    const left = async () => {
      const { rows } = await database.store.query<{ n: number }>({
        name: "test-left",
        text: `select (select count(*) from belfry.executions) + (select count(*) from belfry.event_dead_letters)
          + (select count(*) from belfry.event_keys) + (select count(*) from belfry.trigger_keys)
          + (select count(*) from belfry.breakers) + (select count(*) from belfry.alert_episodes) as n`,
      });
      return rows[0]?.n;
    };
    await database.clock.advance(200 * 86_400_000);
    await until(watcher, async () => {
      if ((await left()) === 0) return true;
      await database.clock.advance(3_600_000);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return false;
    });
  },
};

/** What ended is counted, and counted anew when the clock goes through its day again. */
async function counting({ watcher, database }: World): Promise<void> {
  const counted = (name: string, holds: string) =>
    until(watcher, async () => {
      const { rows } = await database.store.query({
        name: `test-counted-${name}`,
        text: `select from belfry.statistics_progress p where ${holds}`,
      });
      if (rows.length > 0) return true;
      await database.clock.advance(301_000);
      return false;
    });
  await counted("once", "counted_until is not null");
  await database.clock.advance(-7_200_000);
  await counted("again", "exists (select from belfry.clock_jumps j where j.jump_ms < 0 and j.id <= p.jump_id)");
}

import { setTimeout as sleep } from "node:timers/promises";
import type { BenchDatabase } from "../support/bench-database.ts";

/** Has an engine that runs look for alerts until every rule is known to it, and planned for the next minute. */
export async function lookUntilKnown(bench: Pick<BenchDatabase, "store">): Promise<void> {
  for (;;) {
    await lookNow(bench);
    const { rows } = await bench.store.query<{ left: number }>({
      name: "bench-unwatched",
      text: `select (select count(*) from belfry.rules where status = 'enabled')::int
          - (select count(*) from belfry.alert_watches where silent_at > belfry.now())::int
        + (select count(*) from belfry.trigger_plans where extend_at < belfry.now() + interval '60 seconds')::int as left`,
    });
    if ((rows[0]?.left ?? 0) <= 0) return;
    await sleep(50);
  }
}

/** Makes a look due, and waits until it is done. */
export async function lookNow({ store }: Pick<BenchDatabase, "store">): Promise<void> {
  await store.query({ name: "bench-look", text: "update belfry.alert_looks set next_at = belfry.now()" });
  await store.query({ name: "bench-tell", text: "select pg_notify('belfry', 'windows')" });
  for (;;) {
    const { rows } = await store.query<{ done: boolean }>({
      name: "bench-looked",
      text: "select next_at > belfry.now() as done from belfry.alert_looks",
    });
    if (rows[0]?.done === true) return;
    await sleep(5);
  }
}

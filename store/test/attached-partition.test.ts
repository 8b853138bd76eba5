import { createGroupWriter } from "@belfry/store";
import { createTestDatabase } from "@belfry/testkit";
import { expect, test } from "vitest";

test("a row that arrives while the partition of its day is attached is written there, and not refused", async () => {
  await using database = await createTestDatabase();
  const { store } = database;
  const retries: unknown[] = [];
  const writer = createGroupWriter<{ fate: string }>({
    store,
    statements: {
      fate: {
        async single(db, days) {
          await db.query({
            name: "test-insert-fate",
            text: `insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, decided_at)
              select day::date, 1, belfry.now(), belfry.now(), 1, 'fired', belfry.now() from unnest($1::text[]) day`,
            values: [days],
          });
          return new Set();
        },
      },
    },
    refusal: () => new Error("refused"),
    onRetry: (error) => retries.push(error),
    retryDelayMs: 1,
  });

  let written: Promise<void> | undefined;
  await store.transaction(async (tx) => {
    await tx.query({
      name: "test-attach",
      text: "select belfry.ensure_daily_partitions('slot_fates', '2030-01-01', 1)",
    });
    written = writer.write("fate", "2030-01-01");
    // Only now does the insert know the old default partition and wait for it.
    for (let waiting = 0; waiting === 0;) {
      const { rows } = await store.query<{ n: number }>({
        name: "test-waiting",
        text: "select count(*)::int as n from pg_locks where not granted and relation = 'belfry.slot_fates_default'::regclass",
      });
      waiting = rows[0]?.n ?? 0;
    }
  });
  await written;

  expect(retries).toHaveLength(1);
  const { rows } = await store.query<{ place: string }>({
    name: "test-place",
    text: "select c.relname as place from belfry.slot_fates f join pg_class c on c.oid = f.tableoid",
  });
  expect(rows).toEqual([{ place: "slot_fates_20300101" }]);
});

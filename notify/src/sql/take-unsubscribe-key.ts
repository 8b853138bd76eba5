import type { Queryable } from "@belfry/store";

/** The key of this installation; the given one becomes it if there is none. */
export async function takeUnsubscribeKey(db: Queryable, fresh: Buffer): Promise<Buffer> {
  const { rows } = await db.query<{ key: Buffer }>({
    name: "notify-take-unsubscribe-key",
    text: `
      insert into belfry.unsubscribe_keys as k (id, key, created_at) values (1, $1, belfry.now())
      on conflict (id) do update set key = k.key
      returning key`,
    values: [fresh],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("The key for leaving lists is not there.");
  return row.key;
}

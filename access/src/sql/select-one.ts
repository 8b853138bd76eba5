import type { Queryable } from "@belfry/store";

/** Asks nothing; it only needs an answer. */
export async function selectOne(db: Queryable): Promise<void> {
  await db.query({ name: "access-select-one", text: "select 1" });
}

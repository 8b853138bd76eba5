import type { Queryable } from "@belfry/store";

/** Lets PostgreSQL look at the tables that have outgrown its plans. One node at a time does it. */
export async function refreshStatistics(db: Queryable): Promise<void> {
  await db.query({ name: "refresh-statistics", text: "select belfry.refresh_statistics()" });
}

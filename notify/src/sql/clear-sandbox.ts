import type { Queryable } from "@belfry/store";

/** Removes all caught mails and returns how many there were. */
export async function clearSandbox(db: Queryable): Promise<number> {
  const { count } = await db.query({ name: "notify-clear-sandbox", text: `delete from belfry.sandbox_mails` });
  return count;
}

import type { Queryable } from "@belfry/store";

/** What was changed of the settings, by group. */
export async function selectSettings(db: Queryable): Promise<{ name: string; value: unknown }[]> {
  const { rows } = await db.query<{ name: string; value: unknown }>({
    name: "access-select-settings",
    text: `select name, value from belfry.settings`,
  });
  return rows;
}

import type { Queryable } from "@belfry/store";

/** The id of the installation that this database is. */
export async function selectInstallation(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ id: string }>({
    name: "select-installation",
    text: "select id from belfry.installation",
  });
  const id = rows[0]?.id;
  if (id === undefined)
    throw new Error("The database has no installation row; its first migration did not run to the end.");
  return id;
}

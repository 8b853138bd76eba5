import type { Queryable } from "@belfry/store";

/** The connections that not everybody may call now. */
export async function selectOpenBreakers(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ connection: string }>({
    name: "select-open-breakers",
    text: "select connection from belfry.breakers where state <> 'closed'",
    values: [],
  });
  return rows.map(({ connection }) => connection);
}

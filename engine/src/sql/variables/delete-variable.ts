import type { Queryable } from "@belfry/store";

export async function deleteVariable(db: Queryable, name: string): Promise<boolean> {
  const { count } = await db.query({
    name: "delete-variable",
    text: "delete from belfry.variables where name = $1",
    values: [name],
  });
  return count > 0;
}

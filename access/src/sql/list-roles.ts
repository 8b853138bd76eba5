import type { Queryable } from "@belfry/store";

/** A role of this installation. */
export interface OwnRole {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

/** The roles that were added to the built-in ones, by name. */
export async function listRoles(db: Queryable): Promise<OwnRole[]> {
  const { rows } = await db.query<OwnRole>({
    name: "access-list-roles",
    text: "select name, description, permissions from belfry.roles order by name",
  });
  return rows;
}

import type { Queryable } from "@belfry/store";

/** How many people have each role; a role that nobody has is not in it. */
export async function countUsersByRole(db: Queryable): Promise<Map<string, number>> {
  const { rows } = await db.query<{ role: string; users: number }>({
    name: "access-count-users-by-role",
    text: "select role, count(*)::int as users from belfry.users group by role",
  });
  return new Map(rows.map(({ role, users }) => [role, users]));
}

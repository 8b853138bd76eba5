import type { Queryable } from "@belfry/store";

/**
 * Requests that nobody decided in time, and those of executions that are over.
 * @param isOver whether the execution of `a` is over, as an SQL condition
 */
export async function selectOverdueApprovals(
  db: Queryable,
  isOver: string,
): Promise<{ id: number; expired: boolean }[]> {
  const { rows } = await db.query<{ id: number; expired: boolean }>({
    name: "access-select-overdue-approvals",
    text: `
      select a.id, a.expires_at <= belfry.now() as expired
      from belfry.approvals a
      where a.state = 'pending' and (a.expires_at <= belfry.now() or (${isOver}))
      order by a.id
      limit 100`,
  });
  return rows;
}

import type { Queryable } from "@belfry/store";
import { claimedFrom, type ClaimedExecution } from "../executions/claim-executions.ts";

/**
 * Takes what the claim of all others never sees. Suspects, which are held while nodes die: one at a time per node, so that
 * the next death tells which of them it is. And what nodes of other builds could not run, unless this one is of such a
 * build as well.
 */
export async function claimSetApart(
  db: Queryable,
  { node, build, room }: { readonly node: number; readonly build: string; readonly room: number },
): Promise<ClaimedExecution[]> {
  const { rows } = await db.query<ClaimedExecution>({
    name: "claim-set-apart",
    text: `
      with me as (
        select id from belfry.nodes where id = $1 and not draining for key share
      ), suspect as materialized (
        select id from belfry.execution_queue
        where node is null and lives >= 2 and run_at <= belfry.now() and (refused_by is null or $2::text <> all (refused_by))
          and (select id from me) is not null
          and not exists (select from belfry.execution_queue h where h.node = $1 and h.lives >= 2)
        order by run_at
        limit 1
        for update skip locked
      ), refused as materialized (
        select id from belfry.execution_queue
        where refused_by is not null and node is null and lives < 2 and run_at <= belfry.now() and $2 <> all (refused_by)
          and (select id from me) is not null
        order by id
        limit $3
        for update skip locked
      ), ${claimedFrom("(select * from suspect union all select * from refused)")}`,
    values: [node, build, room],
  });
  return rows;
}

import type { Queryable } from "@belfry/store";
import type { ListPage, ListedQuarantine } from "./list-runs.ts";

/** Rows that could not be taken, the newest first. */
export async function listQuarantine(
  db: Queryable,
  campaignId: number,
  { before, limit, open }: ListPage & { readonly open?: boolean | undefined },
): Promise<ListedQuarantine[]> {
  const { rows } = await db.query<ListedQuarantine>({
    name: "incentive-list-quarantine",
    text: `
      select id, source, row, contract_id as contract, code, column_name as "column", details as values, message, remedy, raw,
             times, first_at as "firstAt", last_at as "lastAt", resolved_at as "resolvedAt"
      from belfry.incentive_quarantine
      where campaign_id = $1 and ($2::bigint is null or id < $2) and ($3::bool is null or (resolved_at is null) = $3)
      order by id desc limit $4`,
    values: [campaignId, before ?? null, open ?? null, limit],
  });
  return rows;
}

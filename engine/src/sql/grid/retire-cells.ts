import type { Tx } from "@belfry/store";

/** Retires the open cells of members that are gone, or were not open in their period. Returns how many. */
export async function retireCells(tx: Tx, memberIds: readonly number[]): Promise<number> {
  const { count } = await tx.query({
    name: "retire-cells",
    text: `
      update belfry.grid_cells c set state = 'retired', updated_at = belfry.now(),
        reason = case when m.removed_at is not null then 'member-removed'
          when m.closes_on < p.start_on then 'member-closed' else 'member-not-open' end
      from belfry.grid_members m, belfry.grid_periods p
      where m.id = any($1::int[]) and c.member_id = m.id and c.state in ('pending', 'failed') and p.id = c.period_id
        and (m.removed_at is not null or m.closes_on < p.start_on or m.opens_on > p.end_on)`,
    values: [memberIds],
  });
  return count;
}

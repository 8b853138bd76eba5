import type { MemberSelection } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface DueBackfill {
  readonly id: number;
  readonly gridId: number;
  readonly grid: string;
  readonly mode: "missing" | "failed" | "all";
  readonly request: { readonly only?: MemberSelection };
}

/** The backfill that somebody has to look at now, for this transaction alone. Others take the next one. */
export async function takeDueBackfill(tx: Tx): Promise<DueBackfill | undefined> {
  const { rows } = await tx.query<DueBackfill>({
    name: "take-due-backfill",
    text: `
      select b.id, b.grid_id as "gridId", g.slug as grid, b.mode, b.request
      from belfry.grid_backfills b join belfry.grids g on g.id = b.grid_id
      where b.look_at <= belfry.now() and b.state = 'running' and g.removed_at is null
      order by b.look_at limit 1
      for update of b skip locked`,
    values: [],
  });
  return rows[0];
}

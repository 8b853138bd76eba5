import type { Grid } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface LockedGrid {
  readonly id: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly definition: Grid;
  readonly revision: string;
  readonly updatedBy: string;
}

/** A grid that nobody else changes until the end of the transaction: neither what it says nor its members. */
export async function lockGrid(tx: Tx, slug: string): Promise<LockedGrid | undefined> {
  const { rows } = await tx.query<LockedGrid>({
    name: "lock-grid",
    text: `
      select id, labels, definition, md5(definition::text) as revision, updated_by as "updatedBy"
      from belfry.grids where slug = $1 and removed_at is null for update`,
    values: [slug],
  });
  return rows[0];
}

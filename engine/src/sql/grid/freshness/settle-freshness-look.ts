import type { Queryable } from "@belfry/store";

/** Says how far a look has come, and when the next one is. */
export async function settleFreshnessLook(
  db: Queryable,
  gridId: number,
  look: { readonly generationId: number; readonly plannedUntil: Date | null; readonly lookAt: Date },
): Promise<void> {
  await db.query({
    name: "settle-freshness-look",
    text: `
      update belfry.grid_deadline_looks set generation_id = greatest(generation_id, $2), planned_until = $3, look_at = $4
      where grid_id = $1`,
    values: [gridId, look.generationId, look.plannedUntil, look.lookAt],
  });
}

import type { Tx } from "@belfry/store";

/** `until` null ends the plan: the trigger has no further fire time. */
export async function movePlans(
  tx: Tx,
  plans: readonly { readonly triggerId: number; readonly until: Date | null }[],
): Promise<void> {
  await tx.query({
    name: "move-plans",
    text: `
      update belfry.trigger_plans p set planned_until = coalesce(m.until, 'infinity'),
        extend_at = coalesce(m.until, 'infinity') - p.lookahead_ms * interval '1 millisecond'
      from json_to_recordset($1::json) as m ("triggerId" int, until timestamptz)
      where p.trigger_id = m."triggerId"`,
    values: [JSON.stringify(plans)],
  });
}

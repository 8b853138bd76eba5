import type { Tx } from "@belfry/store";

/** Writes when it is next found out whether rules have been silent for too long. */
export async function setSilentAt(
  tx: Tx,
  next: readonly { readonly ruleId: number; readonly at: Date }[],
): Promise<void> {
  await tx.query({
    name: "set-silent-at",
    text: `
      update belfry.alert_watches w set silent_at = n.at
      from json_to_recordset($1::json) as n ("ruleId" int, at timestamptz)
      where w.rule_id = n."ruleId"`,
    values: [JSON.stringify(next)],
  });
}

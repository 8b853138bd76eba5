import type { TriggerConfig } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** The entries of these kinds in the newest versions of all rules that are not archived. */
export async function selectAwaitingTriggers(
  tx: Tx,
  kinds: readonly string[],
): Promise<{ readonly rule: string; readonly config: TriggerConfig }[]> {
  const { rows } = await tx.query<{ rule: string; config: TriggerConfig }>({
    name: "select-awaiting-triggers",
    text: `
      select r.slug as rule, t.value as config
      from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version,
        jsonb_array_elements(v.definition -> 'triggers') t
      where r.status <> 'archived' and t.value ?| $1`,
    values: [kinds],
  });
  return rows;
}

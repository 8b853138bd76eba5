import type { TriggerConfig } from "@belfry/model";
import type { Tx } from "@belfry/store";

export async function insertTrigger(
  tx: Tx,
  trigger: {
    readonly ruleId: number;
    readonly key: string;
    readonly kind: string;
    readonly config: TriggerConfig;
    readonly spreadMs: number;
    readonly from: Date;
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "insert-trigger",
    text: `insert into belfry.triggers (rule_id, key, kind, config, active_from, spread_ms) values ($1, $2, $3, $4, $5, $6) returning id`,
    values: [trigger.ruleId, trigger.key, trigger.kind, JSON.stringify(trigger.config), trigger.from, trigger.spreadMs],
  });
  const row = rows[0];
  if (row === undefined) throw new Error("An insert returned no row.");
  return row.id;
}

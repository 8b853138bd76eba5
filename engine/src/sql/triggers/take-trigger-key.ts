import type { Tx } from "@belfry/store";
import type { TriggerKey } from "./trigger-key.ts";

/**
 * Takes a key for this transaction. Returns the execution that it already started, if any; a second transaction with the
 * same key waits here until the first has ended.
 */
export async function takeTriggerKey(
  tx: Tx,
  key: TriggerKey & { readonly hours: number },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ execution: number }>({
    name: "take-trigger-key",
    text: `
      insert into belfry.trigger_keys as k (rule_id, key_hash, execution_id, expires_at)
      values ($1, $2, 0, belfry.now() + $3 * interval '1 hour')
      on conflict (rule_id, key_hash) do update
        set execution_id = case when k.expires_at <= belfry.now() then 0 else k.execution_id end,
          expires_at = case when k.expires_at <= belfry.now() then excluded.expires_at else k.expires_at end
      returning execution_id as execution`,
    values: [key.ruleId, key.keyHash, key.hours],
  });
  const execution = rows[0]?.execution ?? 0;
  return execution === 0 ? undefined : execution;
}

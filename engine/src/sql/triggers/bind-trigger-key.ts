import type { Tx } from "@belfry/store";
import type { TriggerKey } from "./trigger-key.ts";

/** Says which execution a taken key started. */
export async function bindTriggerKey(tx: Tx, key: TriggerKey & { readonly executionId: number }): Promise<void> {
  await tx.query({
    name: "bind-trigger-key",
    text: "update belfry.trigger_keys set execution_id = $3 where rule_id = $1 and key_hash = $2",
    values: [key.ruleId, key.keyHash, key.executionId],
  });
}

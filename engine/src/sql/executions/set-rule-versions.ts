import type { Tx } from "@belfry/store";

/** Lets ended executions go on with another version of their rule when they are opened again. */
export async function setRuleVersions(tx: Tx, ids: readonly number[], version: number): Promise<void> {
  await tx.query({
    name: "set-rule-versions",
    text: "update belfry.executions set rule_version = $2 where id = any ($1::bigint[]) and state in ('failed', 'cancelled')",
    values: [ids, version],
  });
}

import type { Tx } from "@belfry/store";

/** The rules of which executions wait that a node of an older version added. */
export async function selectForeignGates(tx: Tx): Promise<number[]> {
  const { rows } = await tx.query<{ rule: number }>({
    name: "select-foreign-gates",
    text: `select distinct gate as rule from belfry.execution_queue where gate is not null and state = 'pending' and run_at = 'infinity'`,
  });
  return rows.map(({ rule }) => rule);
}

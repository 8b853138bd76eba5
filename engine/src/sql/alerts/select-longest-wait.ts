import type { Tx } from "@belfry/store";

/** How long the execution that may begin has waited that waits longest, in milliseconds; 0 when none waits. */
export async function selectLongestWait(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ ms: number | null }>({
    name: "select-longest-wait",
    text: `
      select floor(extract(epoch from (select belfry.now()) - min(run_at)) * 1000)::float8 as ms
      from belfry.execution_queue where node is null and run_at <= (select belfry.now())`,
  });
  return Math.max(0, rows[0]?.ms ?? 0);
}

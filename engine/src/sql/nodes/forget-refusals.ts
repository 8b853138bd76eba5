import type { Tx } from "@belfry/store";

/**
 * Lets every node look again at what some could not run: those for which it was left may be gone. Returns how many there
 * are.
 */
export async function forgetRefusals(tx: Tx): Promise<number> {
  const { count } = await tx.query({
    name: "forget-refusals",
    text: "update belfry.execution_queue set refused_by = null where refused_by is not null and node is null",
  });
  return count;
}

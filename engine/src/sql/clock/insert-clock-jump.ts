import type { Queryable } from "@belfry/store";

export async function insertClockJump(
  db: Queryable,
  jump: { readonly node: number; readonly jumpMs: number },
): Promise<void> {
  await db.query({
    name: "insert-clock-jump",
    text: "insert into belfry.clock_jumps (noticed_at, jump_ms, node) values (belfry.now(), $2, $1)",
    values: [jump.node, jump.jumpMs],
  });
}

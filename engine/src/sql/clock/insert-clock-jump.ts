import type { Queryable } from "@belfry/store";

export interface ClockJump {
  readonly node: number;
  /** The database's time after the jump. */
  readonly at: Date;
  readonly jumpMs: number;
}

/** Records a jump; once, also when the answer to the first try was lost. */
export async function insertClockJump(db: Queryable, { node, at, jumpMs }: ClockJump): Promise<void> {
  await db.query({
    name: "insert-clock-jump",
    text: `
      insert into belfry.clock_jumps (noticed_at, jump_ms, node)
      select $2::timestamptz, $3::bigint, $1::int
      where not exists (select from belfry.clock_jumps where node = $1 and noticed_at = $2 and jump_ms = $3)`,
    values: [node, at, jumpMs],
  });
}

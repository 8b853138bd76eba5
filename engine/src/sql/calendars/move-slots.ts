import type { Tx } from "@belfry/store";

export interface SlotMove {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly decideAt: Date;
  readonly moved: boolean;
}

/** Gives planned slots another time at which they are decided. */
export async function moveSlots(tx: Tx, moves: readonly SlotMove[]): Promise<void> {
  if (moves.length === 0) return;
  await tx.query({
    name: "move-slots",
    text: `
      update belfry.slots_due s set decide_at = m."decideAt", moved = m.moved
      from json_to_recordset($1::json) as m ("triggerId" int, "dueAt" timestamptz, "decideAt" timestamptz, moved bool)
      where s.trigger_id = m."triggerId" and s.due_at = m."dueAt"`,
    values: [JSON.stringify(moves)],
  });
}

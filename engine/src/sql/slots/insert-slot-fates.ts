import type { SlotFate } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** A run of `n` slots of one trigger that share a fate. */
export interface NewSlotFate {
  readonly triggerId: number;
  readonly from: Date;
  readonly to: Date;
  readonly n: number;
  readonly fate: SlotFate;
  readonly executionId?: number;
  /** The values that decided it. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export async function insertSlotFates(tx: Tx, fates: readonly NewSlotFate[]): Promise<void> {
  if (fates.length === 0) return;
  await tx.query({
    name: "insert-slot-fates",
    text: `
      insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, execution_id, detail, decided_at)
      select ((select belfry.now()) at time zone 'UTC')::date, "triggerId", "from", "to", n, fate, "executionId", detail,
        (select belfry.now())
      from json_to_recordset($1::json) as f ("triggerId" int, "from" timestamptz, "to" timestamptz, n int, fate text,
        "executionId" bigint, detail jsonb)`,
    values: [JSON.stringify(fates)],
  });
}

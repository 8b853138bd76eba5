import type { Tx } from "@belfry/store";
import { markColumns, type StepMark } from "./step-mark.ts";

/** A mark that is to be made. How long it waits is said as a duration from now, by the database's clock, or as a moment. */
export interface NewMark extends Pick<StepMark, "action" | "iteration" | "redrive" | "kind"> {
  readonly untilMs?: number;
  readonly until?: Date;
  readonly calledId?: number;
  readonly event?: { readonly type: string; readonly match: string; readonly keyHash: Buffer };
  readonly value?: unknown;
}

/**
 * Makes a mark, in the place of one of an earlier redrive. One of the same redrive stays as it is. Call it with the
 * execution locked and its epoch compared.
 */
export async function insertMark(tx: Tx, executionId: number, mark: NewMark): Promise<StepMark | undefined> {
  const { rows } = await tx.query<StepMark>({
    name: "insert-mark",
    text: `
      insert into belfry.step_marks as m (execution_id, action, iteration, redrive, kind, began_at, until_at, called_id, event_type,
        match, key_hash, value)
      select $1, $2, $3, $4, $5, now.at, coalesce(now.at + $6 * interval '1 millisecond', $7), $8, $9, $10, $11, $12
      from (select belfry.now() as at) now
      on conflict (execution_id, action, iteration) do update
      set redrive = excluded.redrive, kind = excluded.kind, began_at = excluded.began_at, until_at = excluded.until_at,
        called_id = excluded.called_id, event_type = excluded.event_type, match = excluded.match, key_hash = excluded.key_hash,
        value = excluded.value
      where m.redrive < excluded.redrive
      returning ${markColumns}`,
    values: [
      executionId,
      mark.action,
      mark.iteration,
      mark.redrive,
      mark.kind,
      mark.untilMs ?? null,
      mark.until ?? null,
      mark.calledId ?? null,
      mark.event?.type ?? null,
      mark.event?.match ?? null,
      mark.event?.keyHash ?? null,
      mark.value === undefined ? null : JSON.stringify(mark.value),
    ],
  });
  return rows[0];
}

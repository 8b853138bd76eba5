import type { Tx } from "@belfry/store";

export interface NewBackfill {
  readonly gridId: number;
  readonly mode: string;
  readonly from: string;
  readonly until: string;
  /** Which task types and members. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  readonly notify: boolean;
  readonly estimateMs: number | null;
  readonly by: string;
  readonly parts: readonly {
    readonly taskTypeId: number;
    readonly periodId: number;
    readonly start: string;
    readonly end: string;
    readonly planned: number;
  }[];
}

/** Writes a backfill and its plan. Returns its number. */
export async function insertBackfill(tx: Tx, backfill: NewBackfill): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "insert-backfill",
    text: `
      with made as (
        insert into belfry.grid_backfills
          (grid_id, mode, from_on, until_on, request, reason, notify, estimate_ms, created_at, created_by, since, look_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, now, $9, now, now from belfry.now() as now
        returning id),
      parts as (
        insert into belfry.grid_backfill_parts (backfill_id, n, task_type_id, period_id, start_on, end_on, planned)
        select made.id, p.n, p."taskTypeId", p."periodId", p.start, p."end", p.planned
        from made, jsonb_to_recordset($10::jsonb) as p (n int, "taskTypeId" int, "periodId" int, start date, "end" date, planned int))
      select id from made`,
    values: [
      backfill.gridId,
      backfill.mode,
      backfill.from,
      backfill.until,
      JSON.stringify(backfill.request),
      backfill.reason,
      backfill.notify,
      backfill.estimateMs,
      backfill.by,
      JSON.stringify(backfill.parts.map((part, n) => ({ n, ...part }))),
    ],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("A backfill was not written.");
  return row.id;
}

import type { CellState, MemberSelection } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { BackfillState } from "./lock-backfill.ts";

export interface BackfillRow {
  readonly id: number;
  readonly state: BackfillState;
  readonly mode: "missing" | "failed" | "all";
  readonly from: string;
  readonly until: string;
  readonly request: {
    readonly tasks?: readonly string[];
    readonly only?: MemberSelection;
  };
  readonly reason: string | null;
  readonly notify: boolean;
  readonly estimateMs: number | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly endedAt: Date | null;
  /** How long it has been at work in all, in milliseconds. */
  readonly workedMs: number;
  /** The moment of the answer. */
  readonly now: Date;
  /** How many cells it is for: those that were written, and those that are planned. */
  readonly total: number;
  readonly written: number;
  /** Those of the written that are not done. */
  readonly states: Readonly<Partial<Record<CellState, number>>>;
}

/** Backfills of a grid, the newest first; or the one with a number. */
export async function selectBackfills(
  db: Queryable,
  gridId: number,
  wanted: { readonly id?: number; readonly before?: number | undefined; readonly limit: number },
): Promise<BackfillRow[]> {
  const { rows } = await db.query<BackfillRow>({
    name: "select-backfills",
    text: `
      select b.id, b.state, b.mode, b.from_on::text as "from", b.until_on::text as until, b.request, b.reason, b.notify,
        b.estimate_ms as "estimateMs", b.created_at as "createdAt", b.created_by as "createdBy", b.ended_at as "endedAt",
        clock.now, b.worked_ms + coalesce(extract(epoch from clock.now - b.since)::float8 * 1000, 0) as "workedMs",
        p.total, p.written, s.states
      from (select belfry.now() as now) clock
        cross join lateral (
          select * from belfry.grid_backfills
          where grid_id = $1 and ($2::int is null or id = $2) and ($3::int is null or id < $3) order by id desc limit $4) b
        cross join lateral (
          select coalesce(sum(case when done then written else greatest(planned, written) end), 0)::int as total,
            coalesce(sum(written), 0)::int as written
          from belfry.grid_backfill_parts where backfill_id = b.id) p
        cross join lateral (
          select coalesce(jsonb_object_agg(state, n), '{}') as states from (
            select state, count(*)::int as n from belfry.grid_cells where backfill_id = b.id and state <> 'done' group by state) c) s
      order by b.id desc`,
    values: [gridId, wanted.id ?? null, wanted.before ?? null, wanted.limit],
  });
  return rows;
}

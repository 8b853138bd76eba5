import type { Queryable } from "@belfry/store";

/** One task type in one period, as far as its cells are written. */
export interface BackfillPart {
  readonly n: number;
  readonly taskTypeId: number;
  readonly periodId: number;
  readonly start: string;
  readonly end: string;
  /** Members up to this number are done. */
  readonly after: number;
}

export interface BackfillWork {
  /** Whether everything is written. */
  readonly written: boolean;
  /** Cells that wait or run. */
  readonly open: number;
  /** What is written next; nothing while enough wait. */
  readonly part: BackfillPart | null;
}

/**
 * What is to be done next of a backfill. Of each task type only so many cells wait at once: a backfill of millions can be
 * stopped in a moment, and one whose task type nobody works on does not keep the others from being written.
 */
export async function selectBackfillPart(
  db: Queryable,
  backfillId: number,
  options: { readonly mostWaiting: number },
): Promise<BackfillWork> {
  const { rows } = await db.query<BackfillWork>({
    name: "select-backfill-part",
    text: `
      with open as materialized (
        select task_type_id, count(*)::int as n, count(*) filter (where state = 'pending' and run_at < 'infinity')::int as waiting
        from belfry.grid_cells where backfill_id = $1 and state in ('pending', 'running') group by task_type_id)
      select not exists (select from belfry.grid_backfill_parts where backfill_id = $1 and not done) as written,
        (select coalesce(sum(n), 0)::int from open) as open,
        (select jsonb_build_object('n', p.n, 'taskTypeId', p.task_type_id, 'periodId', p.period_id, 'start', p.start_on,
            'end', p.end_on, 'after', p.after)
          from belfry.grid_backfill_parts p
          where p.backfill_id = $1 and not p.done
            and not exists (select from open where open.task_type_id = p.task_type_id and open.waiting >= $2)
          order by p.n limit 1) as part`,
    values: [backfillId, options.mostWaiting],
  });
  return rows[0] ?? { written: true, open: 0, part: null };
}

import type { Queryable } from "@belfry/store";
import { limitColumns, type LimitRow } from "./limit-row.ts";

/** A limit, and how full it is. */
export interface LimitView extends LimitRow {
  /** Of a label: how many executions hold a place now, and how many wait for one. */
  readonly running: number | null;
  readonly waiting: number | null;
}

export async function selectLimits(db: Queryable): Promise<LimitView[]> {
  const { rows } = await db.query<LimitView>({
    name: "select-limits",
    text: `
      select ${limitColumns},
        case when l.kind = 'label' then (
          select count(*)::int from belfry.gate_places p where p.gate = 'label:' || l.name and p.state = 'holds') end as running,
        case when l.kind = 'label' then (
          select count(*)::int from belfry.gate_places p where p.gate = 'label:' || l.name and p.state = 'waits') end as waiting
      from belfry.limits l
      order by l.kind, l.name`,
  });
  return rows;
}

import type { PeriodDates } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

/** A task type as far as it says which of its cells may be handed out. */
export interface ClaimType {
  readonly id: number;
  /** Whether its cells are asked for; of the others only what runs is counted. */
  readonly asked: boolean;
  /** How many of its cells run at once; null: any number. */
  readonly most: number | null;
  /** The place of the dimension for each value of which that holds by itself; null: for all together. */
  readonly per: number | null;
  /** Of all cells whose members have the same value here only one runs; null: any number. */
  readonly exclusive: string | null;
  /** The place of that dimension; null: it is an attribute. */
  readonly exclusiveAt: number | null;
  readonly needs: readonly string[];
  /** How long one claim holds, in milliseconds. */
  readonly leaseMs: number;
}

export interface CellClaim {
  readonly gridId: number;
  readonly types: readonly ClaimType[];
  readonly selection: SelectionByPlace;
  readonly limit: number;
  readonly heldBy: string;
  /** How many lines are looked at: of those whose first cell is most urgent, the ones of which the fewest cells run. */
  readonly lines: number;
}

/** A cell that was handed out. */
export interface ClaimedCellRow {
  readonly taskTypeId: number;
  readonly periodId: number;
  readonly memberId: number;
  readonly epoch: number;
  readonly attempt: number;
  readonly period: PeriodDates;
  readonly path: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly leaseUntil: string;
}

/** The value that a cell of the type `t` is limited by, and the one that excludes others, of the member `m`. */
const value = (t: string) => `coalesce(m.path[${t}.per], '')`;
const account = (t: string) =>
  `case when ${t}."exclusiveAt" is null then m.attributes ->> ${t}.exclusive else m.path[${t}."exclusiveAt"] end`;

/**
 * Hands out cells that are pending and whose time has come: of the lowest number of priority first, and among those by turns
 * between the task types and the platforms, so that five thousand cells of one do not keep ten of another waiting. Cells
 * whose member lacks what they need are put aside until it changes. Those that others are taking at this moment are passed
 * over; where anything has to be counted, call it with the claims of the grid locked.
 */
export async function claimCells(
  db: Queryable,
  claim: CellClaim,
): Promise<{ readonly cells: readonly ClaimedCellRow[]; readonly parked: number }> {
  const { rows } = await db.query<{ cells: ClaimedCellRow[]; parked: number }>({
    name: "claim-cells",
    text: `
      with clock as materialized (select belfry.now() as now),
      types as materialized (
        select * from jsonb_to_recordset($2::jsonb) as t (id int, asked bool, most int, per int, exclusive text, "exclusiveAt" int,
          needs jsonb, "leaseMs" float8)),
      held as materialized (
        select c.task_type_id, c.group_id, t.exclusive, ${value("t")} as value, ${account("t")} as account
        from belfry.grid_cells c join types t on t.id = c.task_type_id join belfry.grid_members m on m.id = c.member_id
        where c.grid_id = $1 and c.state = 'running'),
      taken as materialized (select task_type_id, value, count(*)::int as n from held group by task_type_id, value),
      -- As texts: what is blocked is looked up in them, and not gone through for each cell.
      busy as materialized (select distinct exclusive || ':' || account as key from held where account is not null),
      blocked as materialized (
        select taken.task_type_id || ':' || taken.value as key from taken join types t on t.id = taken.task_type_id
        where taken.n >= t.most),
      loads as materialized (select task_type_id, group_id, count(*) as n from held group by task_type_id, group_id),
      -- So many lines that no claim takes long; of more, others come up the next time.
      lines as materialized (
        select t.*, g.id as group_id, coalesce(loads.n, 0) as running
        from types t cross join belfry.grid_groups g
          left join loads on loads.task_type_id = t.id and loads.group_id = g.id
          cross join lateral (
            select c.priority from belfry.grid_cells c
            where c.task_type_id = t.id and c.group_id = g.id and c.state = 'pending' and c.run_at <= (select now from clock)
            order by c.priority, c.run_at limit 1) head
        where t.asked and g.grid_id = $1
          and not exists (
            select from jsonb_each($3::jsonb) s where s.key::int <= cardinality(g.path) and not s.value ? g.path[s.key::int])
        order by head.priority, coalesce(loads.n, 0), random() limit $6),
      ready as materialized (
        select c.*, l.running, l.most, l.exclusive, l."leaseMs"
        from lines l cross join lateral (
          select c.task_type_id, c.period_id, c.member_id, c.month, c.group_id, c.priority, c.run_at,
            ${value("l")} as value, ${account("l")} as account,
            not exists (
              select from jsonb_array_elements_text(l.needs) n
              where coalesce(m.attributes -> n, 'null') in ('null', 'false', '""')) as complete
          from belfry.grid_cells c join belfry.grid_members m on m.id = c.member_id
          where c.task_type_id = l.id and c.group_id = l.group_id and c.state = 'pending'
            and c.run_at <= (select now from clock)
            and not exists (select from jsonb_each($3::jsonb) s where not s.value ? m.path[s.key::int])
            and l.id || ':' || ${value("l")} not in (select key from blocked)
            and coalesce(l.exclusive || ':' || ${account("l")} not in (select key from busy), true)
          order by c.priority, c.run_at limit $4::int + 4) c),
      turns as (
        select r.*,
          row_number() over (partition by task_type_id, value order by priority, run_at, period_id, member_id) as of_value,
          row_number() over (partition by exclusive, account order by priority, run_at, period_id, member_id) as of_account,
          running + row_number() over (partition by task_type_id, group_id order by priority, run_at, period_id, member_id) as turn
        from ready r where complete),
      chosen as materialized (
        select t.* from turns t
        where (t.most is null or t.of_value <= t.most - coalesce(
            (select n from taken where taken.task_type_id = t.task_type_id and taken.value = t.value), 0))
          and (t.exclusive is null or t.account is null or t.of_account = 1)
        -- More than asked for: others may be taking some of them.
        order by t.priority, t.turn, t.run_at, t.task_type_id, t.member_id limit $4::int + 100),
      locked as materialized (
        select c.task_type_id, c.period_id, c.member_id, c.month, o."leaseMs", o.priority, o.turn
        from chosen o join belfry.grid_cells c using (task_type_id, period_id, member_id, month)
        where c.state = 'pending'
        order by o.priority, o.turn, o.run_at, o.task_type_id, o.member_id limit $4
        for update of c skip locked),
      claimed as (
        update belfry.grid_cells c set state = 'running', attempt = c.attempt + 1, lease_epoch = c.lease_epoch + 1,
          lease_until = clock.now + l."leaseMs" * interval '1 millisecond', held_by = $5, execution_id = null, reason = null,
          result = null, began_at = clock.now, updated_at = clock.now
        from locked l, clock
        where c.task_type_id = l.task_type_id and c.period_id = l.period_id and c.member_id = l.member_id and c.month = l.month
        returning c.*, l.turn),
      parked as (
        update belfry.grid_cells c set run_at = 'infinity', reason = 'member-incomplete', updated_at = clock.now
        from ready r, clock
        where not r.complete and c.task_type_id = r.task_type_id and c.period_id = r.period_id and c.member_id = r.member_id
          and c.month = r.month and c.state = 'pending'
        returning 1)
      select (select count(*)::int from parked) as parked,
        (select coalesce(jsonb_agg(jsonb_build_object('taskTypeId', c.task_type_id, 'periodId', c.period_id, 'memberId', c.member_id,
            'epoch', c.lease_epoch, 'attempt', c.attempt,
            'period', jsonb_build_object('label', p.label, 'start', p.start_on, 'end', p.end_on),
            'path', m.path, 'attributes', m.attributes, 'leaseUntil', c.lease_until) order by c.priority, c.turn), '[]')
          from claimed c join belfry.grid_periods p on p.id = c.period_id join belfry.grid_members m on m.id = c.member_id) as cells`,
    values: [
      claim.gridId,
      JSON.stringify(claim.types),
      JSON.stringify(claim.selection),
      claim.limit,
      claim.heldBy,
      claim.lines,
    ],
  });
  return rows[0] ?? { cells: [], parked: 0 };
}

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
  /** Who is given them, a name for each cell that is asked for: the most urgent one goes to the first. */
  readonly heldBy: readonly string[];
  /** How many lines are looked at: of those whose first cell is most urgent, the ones of which the fewest cells run. */
  readonly lines: number;
  /** Only cells with lower numbers of priority. @default all */
  readonly below?: number;
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
  /** The backfill that it belongs to; null: it is of the daily run. */
  readonly backfill: number | null;
  /** Whether that backfill tells nobody anything. */
  readonly quiet: boolean;
}

/** The value that a cell of the type `t` is limited by, and the one that excludes others, of the member `m`. */
const value = (t: string) => `coalesce(m.path[${t}.per], '')`;
const account = (t: string) =>
  `case when ${t}."exclusiveAt" is null then m.attributes ->> ${t}.exclusive else m.path[${t}."exclusiveAt"] end`;

/** So many cells of a line more than its share are looked at: of some another one may be running or being taken. */
const SPARE = 4;

/** No cell has one as high. */
const LOWEST_PRIORITY = 32_767;

/** What one look for cells came to. */
export interface Claimed {
  /** In the order in which they are given to those who asked. */
  readonly cells: readonly ClaimedCellRow[];
  /** How many were put aside. */
  readonly parked: number;
  /** Whether there may be more than was looked at: ask again for those that are missing. */
  readonly more: boolean;
}

/**
 * Hands out cells that are pending and whose time has come: of the lowest number of priority first, and among those by turns
 * between the task types and the platforms, so that five thousand cells of one do not keep ten of another waiting. Cells
 * whose member lacks what they need are put aside until it changes. Those that others are taking at this moment are passed
 * over; where anything has to be counted, call it with the claims of the grid locked.
 *
 * Of each line only so many cells are looked at as are its share, and what is handed out goes no further than the first
 * line of which not everything was seen: so the order is right however little was looked at.
 */
export async function claimCells(db: Queryable, claim: CellClaim): Promise<Claimed> {
  const { rows } = await db.query<Claimed>({
    name: "claim-cells",
    text: `
      with clock as materialized (select belfry.now() as now),
      types as materialized (
        select * from jsonb_to_recordset($2::jsonb) as t (id int, asked bool, most int, per int, exclusive text, "exclusiveAt" int,
          needs jsonb, "leaseMs" float8)),
      -- How many dimensions platforms have: all but the last one.
      upper as materialized (select coalesce(min(cardinality(path)), 0) as places from belfry.grid_groups where grid_id = $1),
      running as materialized (
        select c.task_type_id, c.group_id, c.member_id, c.excludes
        from belfry.grid_cells c where c.grid_id = $1 and c.state = 'running'),
      loads as materialized (select task_type_id, group_id, count(*)::int as n from running group by task_type_id, group_id),
      taken as materialized (
        select id as task_type_id, value, sum(n)::int as n
        from (
          select t.id, coalesce(g.path[t.per], '') as value, l.n
          from loads l join types t on t.id = l.task_type_id and t.most is not null join belfry.grid_groups g on g.id = l.group_id
          where coalesce(t.per, 0) <= (select places from upper)
          union all
          select t.id, ${value("t")}, 1
          from running r join types t on t.id = r.task_type_id and t.most is not null and t.per > (select places from upper)
            join belfry.grid_members m on m.id = r.member_id) one
        group by id, value),
      -- As texts: what is blocked is looked up in them, and not gone through for each cell.
      blocked as materialized (
        select taken.task_type_id || ':' || taken.value as key from taken join types t on t.id = taken.task_type_id
        where taken.n >= t.most),
      busy as materialized (
        select r.excludes as key from running r join types t on t.id = r.task_type_id where starts_with(r.excludes, t.exclusive || ':')
        union all
        select t.exclusive || ':' || ${account("t")}
        from running r join types t on t.id = r.task_type_id and t.exclusive is not null
          join belfry.grid_members m on m.id = r.member_id
        where not coalesce(starts_with(r.excludes, t.exclusive || ':'), false) and ${account("t")} is not null),
      -- The platforms with a member whose account is free: of the others all cells would be gone through for nothing.
      idle as materialized (
        select k.exclusive || ':' || g.id as key
        from (select distinct exclusive, "exclusiveAt" from types where asked and exclusive is not null) k
          join belfry.grid_groups g on g.grid_id = $1
          cross join lateral (
            select from belfry.grid_members m
            where m.group_id = g.id and m.removed_at is null
              and coalesce(k.exclusive || ':' || ${account("k")} not in (select key from busy), true)
            limit 1) one),
      -- Only those of which the fewest cells run. One that is blocked as a whole is none.
      heads as materialized (
        select t.*, g.id as group_id, coalesce(loads.n, 0) as running, head.priority
        from types t cross join belfry.grid_groups g
          left join loads on loads.task_type_id = t.id and loads.group_id = g.id
          cross join lateral (
            select c.priority from belfry.grid_cells c
            where c.task_type_id = t.id and c.group_id = g.id and c.state = 'pending' and c.run_at <= (select now from clock)
              and c.priority < $6
            order by c.priority, c.run_at limit 1) head
        where t.asked and g.grid_id = $1
          and ($3 = '{}'::jsonb or not exists (
            select from jsonb_each($3::jsonb) s where s.key::int <= cardinality(g.path) and not s.value ? g.path[s.key::int]))
          and (t.most is null or t.per > (select places from upper)
            or t.id || ':' || coalesce(g.path[t.per], '') not in (select key from blocked))
          and (t.exclusive is null or t.exclusive || ':' || g.id in (select key from idle))
        order by head.priority, coalesce(loads.n, 0), random() limit $5),
      -- The share of a line: those of which the fewest cells run get as many as brings all of them to one level.
      lines as materialized (
        select h.*, least(cardinality($4::text[]), greatest(0, min(level) over (partition by priority) - running))::int + ${SPARE} as depth
        from (
          select heads.*, ceil((cardinality($4::text[]) + sum(running) over fewest) / row_number() over fewest) as level
          from heads
          window fewest as (partition by priority order by running, id, group_id rows unbounded preceding)) h),
      ready as materialized (
        select c.*, l.running, l.most, l.exclusive, l."leaseMs", l.depth
        from lines l cross join lateral (
          select c.task_type_id, c.period_id, c.member_id, c.month, c.group_id, c.priority, c.run_at,
            ${value("l")} as value, ${account("l")} as account,
            l.needs = '[]' or not exists (
              select from jsonb_array_elements_text(l.needs) n
              where coalesce(m.attributes -> n, 'null') in ('null', 'false', '""')) as complete
          from belfry.grid_cells c
            -- Cell by cell: the other way round all members would be gone through for each line.
            cross join lateral (select path, attributes from belfry.grid_members where id = c.member_id offset 0) m
          where c.task_type_id = l.id and c.group_id = l.group_id and c.state = 'pending'
            and c.run_at <= (select now from clock)
            and ($3 = '{}'::jsonb or not exists (select from jsonb_each($3::jsonb) s where not s.value ? m.path[s.key::int]))
            and (l.most is null or l.id || ':' || ${value("l")} not in (select key from blocked))
            and (l.exclusive is null or coalesce(l.exclusive || ':' || ${account("l")} not in (select key from busy), true))
            and c.priority < $6
          order by c.priority, c.run_at limit l.depth) c),
      turns as materialized (
        select r.*,
          running + row_number() over (
            partition by task_type_id, group_id order by complete desc, priority, run_at, period_id, member_id) as turn
        from ready r),
      -- The last cell that was seen of the first line that goes on; of lines that were not looked at none.
      seen as materialized (
        select priority, turn from (
          select max(priority) as priority, coalesce(max(turn) filter (where complete), min(running)) as turn
          from turns group by task_type_id, group_id having count(*) >= min(depth)
          union all
          (select priority, running + 1 from heads where (select count(*) from heads) >= $5
            order by priority desc, running desc limit 1)) ends
        order by priority, turn limit 1),
      placed as (
        select t.*,
          row_number() over (partition by task_type_id, value order by t.priority, t.turn, run_at, period_id, member_id) as of_value,
          row_number() over (partition by exclusive, account order by t.priority, t.turn, run_at, task_type_id, period_id, member_id) as of_account
        from turns t left join seen s on true
        where complete and coalesce((t.priority, t.turn) <= (s.priority, s.turn), true)),
      chosen as materialized (
        select t.* from placed t left join taken k on k.task_type_id = t.task_type_id and k.value = t.value
        where (t.most is null or t.of_value <= t.most - coalesce(k.n, 0))
          and (t.exclusive is null or t.account is null or t.of_account = 1)
        -- More than asked for: others may be taking some of them.
        order by t.priority, t.turn, t.run_at, t.task_type_id, t.member_id limit cardinality($4::text[]) + 100),
      locked as materialized (
        select c.task_type_id, c.period_id, c.member_id, c.month, o."leaseMs", o.priority, o.turn, o.run_at,
          o.exclusive || ':' || o.account as excludes
        from chosen o join belfry.grid_cells c using (task_type_id, period_id, member_id, month)
        -- Not as the indexes of pending cells say it: in a month without statistics one of them, gone through for each cell,
        -- seems as good as the primary key.
        where c.state || '' = 'pending'
        order by o.priority, o.turn, o.run_at, o.task_type_id, o.member_id limit cardinality($4::text[])
        for update of c skip locked),
      given as materialized (
        select l.*, row_number() over (order by priority, turn, run_at, task_type_id, member_id) as place from locked l),
      claimed as (
        update belfry.grid_cells c set state = 'running', attempt = c.attempt + 1, lease_epoch = c.lease_epoch + 1,
          lease_until = clock.now + l."leaseMs" * interval '1 millisecond', held_by = ($4::text[])[l.place], execution_id = null,
          excludes = l.excludes, reason = null, result = null, began_at = clock.now, updated_at = clock.now
        from given l, clock
        where c.task_type_id = l.task_type_id and c.period_id = l.period_id and c.member_id = l.member_id and c.month = l.month
        returning c.*, l.place),
      parked as (
        update belfry.grid_cells c set run_at = 'infinity', reason = 'member-incomplete', updated_at = clock.now
        from ready r, clock
        where not r.complete and c.task_type_id = r.task_type_id and c.period_id = r.period_id and c.member_id = r.member_id
          and c.month = r.month and c.state || '' = 'pending'
        returning 1)
      select (select count(*)::int from parked) as parked,
        exists (select from seen) as more,
        (select coalesce(jsonb_agg(jsonb_build_object('taskTypeId', c.task_type_id, 'periodId', c.period_id, 'memberId', c.member_id,
            'epoch', c.lease_epoch, 'attempt', c.attempt,
            'period', jsonb_build_object('label', p.label, 'start', p.start_on, 'end', p.end_on),
            'path', m.path, 'attributes', m.attributes, 'leaseUntil', c.lease_until,
            'backfill', b.id, 'quiet', coalesce(not b.notify, false)) order by c.place), '[]')
          from claimed c join belfry.grid_periods p on p.id = c.period_id join belfry.grid_members m on m.id = c.member_id
            left join belfry.grid_backfills b on b.id = c.backfill_id) as cells`,
    values: [
      claim.gridId,
      JSON.stringify(claim.types),
      JSON.stringify(claim.selection),
      claim.heldBy,
      claim.lines,
      claim.below ?? LOWEST_PRIORITY,
    ],
  });
  return rows[0] ?? { cells: [], parked: 0, more: false };
}

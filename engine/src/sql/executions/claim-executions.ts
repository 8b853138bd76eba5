import type { Queryable } from "@belfry/store";

/** Of priorities: 0 urgent, 1 normal, 2 low. */
export type Band = 0 | 1 | 2;

/** An execution that this node now holds, with everything it needs to run. */
export interface ClaimedExecution {
  readonly id: number;
  readonly epoch: number;
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly parentId: number | null;
  /** Whether it holds places at gates, or was taken while it waited at one: its end frees them. */
  readonly gated: boolean;
  /** 0 urgent, 1 normal, 2 low: whose places it takes. */
  readonly band: Band;
  /** The connection that it was parked for, and the epoch of its breaker under which it was let in. */
  readonly connection: string | null;
  readonly pass: number | null;
  /** The signals seen so far; see the queue table. */
  readonly signals: number;
  readonly cancelBy: string | null;
  /** How many nodes died while they held it, since it last got further. */
  readonly lives: number;
  /** Which nodes those were. */
  readonly diedOn: readonly string[] | null;
  readonly item: unknown;
  readonly itemIndex: number | null;
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly redrive: number;
  readonly createdAt: Date;
  /** When it was claimed for the first time since it was created, or since it was opened again for a retry. */
  readonly startedAt: Date;
  /** When it was claimed now, by the database's clock. */
  readonly claimedAt: Date;
  /** The day of `createdAt` in UTC: the partition of its action runs. */
  readonly createdOn: string;
}

/** How many executions a node may take, by their bands: urgent, normal, low. */
export interface ClaimRoom {
  /** The places that each band has for itself and that are free. */
  readonly own: readonly [number, number, number];
  /** Free places that are anybody's; a more urgent band takes them first. */
  readonly shared: number;
  /** The most that each band may take now, of both kinds; 0 for one that is not asked. */
  readonly most: readonly [number, number, number];
}

/** The first of a band by their turns. The limit inside is a number that PostgreSQL can plan with. */
function dueOf(band: number, limit: string): string {
  const most = `$${band + 6}::int`;
  return `select id, band from (
          select id, band from belfry.execution_queue
          where band = ${band} and node is null and turn_at < 'infinity' and run_at <= belfry.now() and (select id from me) is not null
          order by turn_at
          limit ${most}
          for update skip locked) d
        limit least(${most}, ${limit})`;
}

/** How many of those that are due take shared places. */
function beyond(due: string, own: string): string {
  return `greatest(0, (select count(*) from ${due}) - ${own}::int)`;
}

/** The end of a statement by which node $1 takes what `due` names by its ids. */
export function claimedFrom(due: string): string {
  return `taken as (
        update belfry.execution_queue q
        set node = $1, epoch = epoch + 1, state = 'running', started_at = coalesce(started_at, belfry.now())
        from ${due} due where q.id = due.id
        returning q.id, q.epoch, q.band, q.connection, q.pass, q.signals, q.cancel_by, q.lives, q.died_on, q.started_at
      )
      select t.id, t.epoch, e.rule_id as "ruleId", e.rule_version as "ruleVersion", e.parent_id as "parentId", t.band, t.connection, t.pass, t.signals,
        exists (select from belfry.gate_places p where p.execution_id = t.id) as gated,
        t.cancel_by as "cancelBy", t.lives, t.died_on as "diedOn", e.item, e.item_index as "itemIndex", e.trigger, e.inputs, e.redrive, e.created_at as "createdAt", t.started_at as "startedAt",
        (e.created_at at time zone 'UTC')::date as "createdOn", belfry.now() as "claimedAt"
      from taken t join belfry.executions e using (id)
      order by t.id`;
}

/**
 * Takes executions that are due and that nobody holds, as many of each band as there is room for, by their turns. Nothing for a node that is drained, or whose row is
 * gone: the lock on it makes those who remove the node wait, and they then see and give back what was claimed here. What a
 * removed node could still claim would be held by nobody, for ever.
 */
export async function claimExecutions(
  db: Queryable,
  { node, room }: { readonly node: number; readonly room: ClaimRoom },
): Promise<ClaimedExecution[]> {
  const { rows } = await db.query<ClaimedExecution>({
    name: "claim-executions",
    text: `
      with me as (
        select id from belfry.nodes where id = $1 and not draining for key share
      ), urgent as materialized (
        ${dueOf(0, "$2::int + $5::int")}
      ), normal as materialized (
        ${dueOf(1, `$3::int + $5::int - ${beyond("urgent", "$2")}`)}
      ), low as materialized (
        ${dueOf(2, `$4::int + $5::int - ${beyond("urgent", "$2")} - ${beyond("normal", "$3")}`)}
      ), ${claimedFrom("(select * from urgent union all select * from normal union all select * from low)")}`,
    values: [node, ...room.own, room.shared, ...room.most],
  });
  return rows;
}

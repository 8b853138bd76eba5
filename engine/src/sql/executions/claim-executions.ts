import type { Queryable } from "@belfry/store";

/** An execution that this node now holds, with everything it needs to run. */
export interface ClaimedExecution {
  readonly id: number;
  readonly epoch: number;
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly parentId: number | null;
  readonly gate: number | null;
  /** The signals seen so far; see the queue table. */
  readonly signals: number;
  readonly cancelBy: string | null;
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

/**
 * Takes up to `limit` executions that are due and that nobody holds, the most urgent first. Nothing for a node whose row is
 * gone: the lock on it makes those who remove the node wait, and they then see and give back what was claimed here. What a
 * removed node could still claim would be held by nobody, for ever.
 */
export async function claimExecutions(
  db: Queryable,
  options: { readonly node: number; readonly limit: number },
): Promise<ClaimedExecution[]> {
  const { rows } = await db.query<ClaimedExecution>({
    name: "claim-executions",
    text: `
      with me as (
        select id from belfry.nodes where id = $1 for key share
      ), due as (
        select id from belfry.execution_queue
        where node is null and run_at <= belfry.now() and (select id from me) is not null
        order by priority, run_at
        limit $2
        for update skip locked
      ), taken as (
        update belfry.execution_queue q
        set node = $1, epoch = epoch + 1, state = 'running', started_at = coalesce(started_at, belfry.now())
        from due where q.id = due.id
        returning q.id, q.epoch, q.gate, q.signals, q.cancel_by, q.started_at
      )
      select t.id, t.epoch, e.rule_id as "ruleId", e.rule_version as "ruleVersion", e.parent_id as "parentId", t.gate, t.signals,
        t.cancel_by as "cancelBy", e.item, e.item_index as "itemIndex", e.trigger, e.inputs, e.redrive, e.created_at as "createdAt", t.started_at as "startedAt",
        (e.created_at at time zone 'UTC')::date as "createdOn", belfry.now() as "claimedAt"
      from taken t join belfry.executions e using (id)
      order by t.id`,
    values: [options.node, options.limit],
  });
  return rows;
}

import type { ExecutionState } from "@belfry/model";
import type { Queryable, Tx } from "@belfry/store";
import type { ArtifactView, ExecutionDetail, ExecutionSummary, LogLine } from "../views/execution-view.ts";

const summary = `e.id, r.slug as rule, r.name as "ruleName", e.rule_version as "ruleVersion", coalesce(e.state, q.state, 'pending') as state,
        e.parent_id as "parentId", e.item_index as "itemIndex", e.trigger, e.failure, e.redrive, e.created_at as "createdAt",
        coalesce(e.started_at, q.started_at) as "startedAt", e.finished_at as "finishedAt",
        case when q.state in ('retrying', 'waiting') then jsonb_build_object('action', q.action,
          'until', case when q.run_at < 'infinity' then to_char(q.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end) end
          as "waitingFor"`;
const from = `from belfry.executions e join belfry.rules r on r.id = e.rule_id left join belfry.execution_queue q on q.id = e.id`;

type SummaryRow = Omit<ExecutionSummary, "waitingFor"> & { waitingFor: { action: string | null; until: string | null } | null };

export interface ExecutionQuery {
  readonly rule: string | null;
  readonly state: ExecutionState | null;
  readonly parentId: number | null;
  readonly roots: boolean;
  readonly createdFrom: Date | null;
  readonly createdUntil: Date | null;
  readonly before: number | null;
  readonly limit: number;
}

/** Executions, the newest first. */
export async function selectExecutions(db: Queryable, query: ExecutionQuery): Promise<ExecutionSummary[]> {
  const { rows } = await db.query<SummaryRow>({
    name: "select-executions",
    text: `
      select ${summary} ${from}
      where ($1::text is null or e.rule_id = (select id from belfry.rules where slug = $1))
        and ($2::text is null or coalesce(e.state, q.state) = $2)
        and ($3::bigint is null or e.parent_id = $3)
        and (not $4 or e.parent_id is null)
        and ($5::timestamptz is null or e.created_at >= $5)
        and ($6::timestamptz is null or e.created_at < $6)
        and ($7::bigint is null or e.id < $7)
      order by e.id desc
      limit $8`,
    values: [
      query.rule,
      query.state,
      query.parentId,
      query.roots,
      query.createdFrom,
      query.createdUntil,
      query.before,
      query.limit,
    ],
  });
  return rows.map(toSummary);
}

export type ExecutionRow = ExecutionSummary & Pick<ExecutionDetail, "inputs" | "item"> & { readonly createdOn: string };

export async function selectExecution(db: Queryable, id: number): Promise<ExecutionRow | undefined> {
  const { rows } = await db.query<SummaryRow & Pick<ExecutionRow, "inputs" | "item" | "createdOn">>({
    name: "select-execution",
    text: `select ${summary}, e.inputs, e.item, (e.created_at at time zone 'UTC')::date as "createdOn" ${from} where e.id = $1`,
    values: [id],
  });
  const row = rows[0];
  return row === undefined ? undefined : { ...row, ...toSummary(row) };
}

function toSummary(row: SummaryRow): ExecutionSummary {
  if (row.waitingFor === null) return { ...row, waitingFor: null };
  const { action, until } = row.waitingFor;
  return { ...row, waitingFor: { action, until: until === null ? null : new Date(until) } };
}

/** How many children are in each state. */
export async function countChildStates(db: Queryable, parentId: number): Promise<Partial<Record<ExecutionState, number>>> {
  const { rows } = await db.query<{ state: ExecutionState; n: number }>({
    name: "count-child-states",
    text: `select coalesce(e.state, q.state) as state, count(*)::int as n
      from belfry.executions e left join belfry.execution_queue q on q.id = e.id
      where e.parent_id = $1 group by 1`,
    values: [parentId],
  });
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

export async function selectLogs(
  db: Queryable,
  query: { readonly id: number; readonly createdOn: string; readonly after: number; readonly limit: number },
): Promise<LogLine[]> {
  const { rows } = await db.query<LogLine>({
    name: "select-logs",
    text: `select id, action, iteration, level, message, fields, logged_at as "loggedAt" from belfry.execution_logs
      where execution_id = $1 and created_on = $2 and id > $3 order by id limit $4`,
    values: [query.id, query.createdOn, query.after, query.limit],
  });
  return rows;
}

/** Asks whoever holds an execution, or its children, to stop; those that nobody holds are claimed at once to be ended. */
export async function requestCancel(tx: Tx, id: number, by: string): Promise<number> {
  const { count } = await tx.query({
    name: "request-cancel",
    text: `
      with wanted as (
        select id from belfry.execution_queue where id = $1 or parent_id = $1 order by id for no key update
      )
      update belfry.execution_queue q
      set cancel_by = coalesce(q.cancel_by, $2), run_at = least(q.run_at, (select belfry.now())), signals = q.signals + 1
      from wanted where q.id = wanted.id`,
    values: [id, by],
  });
  return count;
}

export interface ReopenedExecution {
  readonly id: number;
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly parentId: number | null;
}

/** Opens ended executions again for a retry. Only those that failed or were cancelled. */
export async function reopenExecutions(tx: Tx, ids: readonly number[]): Promise<ReopenedExecution[]> {
  const { rows } = await tx.query<ReopenedExecution>({
    name: "reopen-executions",
    text: `
      with gone as (delete from belfry.failed_executions where execution_id = any($1::bigint[]))
      update belfry.executions set state = null, failure = null, finished_at = null, redrive = redrive + 1
      where id = any($1::bigint[]) and state in ('failed', 'cancelled')
      returning id, rule_id as "ruleId", rule_version as "ruleVersion", parent_id as "parentId"`,
    values: [ids],
  });
  return rows;
}

/** Puts reopened executions into the queue. Gated ones wait for the gate. */
export async function enqueueExecutions(
  tx: Tx,
  rows: readonly { id: number; ruleId: number; parentId: number | null; priority: number; gated: boolean; waiting: boolean }[],
): Promise<void> {
  await tx.query({
    name: "enqueue-executions",
    text: `
      insert into belfry.execution_queue (id, rule_id, parent_id, gate, priority, run_at, state)
      select id, "ruleId", "parentId", case when gated then "ruleId" end, priority,
        case when gated or waiting then 'infinity' else (select belfry.now()) end, case when waiting then 'waiting' else 'pending' end
      from json_to_recordset($1::json) as r (id bigint, "ruleId" int, "parentId" bigint, priority smallint, gated boolean, waiting boolean)
      on conflict (id) do nothing`,
    values: [JSON.stringify(rows)],
  });
}

/** The failed and cancelled children of a parent. */
export async function selectFailedChildren(tx: Tx, parentId: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: "select-failed-children",
    text: "select id from belfry.executions where parent_id = $1 and state in ('failed', 'cancelled') order by id",
    values: [parentId],
  });
  return rows.map((row) => row.id);
}

export async function selectArtifacts(db: Queryable, executionId: number): Promise<ArtifactView[]> {
  const { rows } = await db.query<ArtifactView>({
    name: "select-artifacts",
    text: `select id, name, media_type as "mediaType", bytes, created_at as "createdAt" from belfry.artifacts
      where execution_id = $1 order by created_at, id`,
    values: [executionId],
  });
  return rows;
}

export async function selectArtifact(db: Queryable, id: string): Promise<ArtifactView | undefined> {
  const { rows } = await db.query<ArtifactView>({
    name: "select-artifact",
    text: `select id, name, media_type as "mediaType", bytes, created_at as "createdAt" from belfry.artifacts where id = $1`,
    values: [id],
  });
  return rows[0];
}

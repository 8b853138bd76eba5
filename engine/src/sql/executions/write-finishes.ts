import type { EndedExecutionState, Failure } from "@belfry/model";
import type { Tx } from "@belfry/store";
import {
  insertRuns,
  refusedPlaces,
  runColumns,
  runFields,
  type ActionRunRow,
  type HeldExecution,
} from "../action-runs/action-run-row.ts";

/** The end of an execution, together with its last attempt where that is not written yet. */
export interface FinishRow {
  readonly held: HeldExecution;
  readonly ruleId: number;
  readonly parentId: number | null;
  /** Whether it has places at gates. */
  readonly gated: boolean;
  readonly state: EndedExecutionState;
  readonly failure: Failure | undefined;
  /** What it returned. */
  readonly output?: unknown;
  readonly run: ActionRunRow | undefined;
}

/**
 * Ends executions: last attempt, state, dead letter, a signal to the parent, and what others are to be told of it, all or nothing. Own rows and parents are
 * locked in one pass in the order of their ids; two passes would let two nodes lock each other out.
 */
export async function writeFinishes(tx: Tx, rows: readonly FinishRow[], node: number): Promise<Set<number>> {
  const { rows: written } = await tx.query<{ id: number }>({
    name: "write-finishes",
    text: `
      with r as (
        select * from json_to_recordset($1::json) as r (${runColumns}, "ruleId" int, parent bigint, "toState" text, failure jsonb, "endOutput" jsonb)
      ), locked as (
        select q.id, q.epoch from belfry.execution_queue q
        where q.id in (select execution from r union all select parent from r where parent is not null)
        order by q.id
        for no key update
      ), ok as (
        select r.* from r join locked on locked.id = r.execution and locked.epoch = r.epoch
      ), runs as (${insertRuns}
      ), gone as (
        delete from belfry.execution_queue q using ok where q.id = ok.execution
        returning q.id, q.started_at, ok."toState", ok.failure, ok."endOutput"
      ), dead as (
        insert into belfry.failed_executions (execution_id, rule_id, failed_at, group_key)
        select execution, "ruleId", (select belfry.now()), belfry.failure_group("ruleId", coalesce(failure, '{}')) from ok where "toState" = 'failed'
        on conflict do nothing
      ), told as (
        insert into belfry.rule_outcomes (trigger_id, execution_id, redrive, state, failure, ended_at)
        select w.trigger_id, e.id, e.redrive, ok."toState", ok.failure, (select belfry.now())
        from ok
        join belfry.outcome_watches w on w.rule_id = ok."ruleId" and ok."toState" = any (w.states)
        join belfry.executions e on e.id = ok.execution and e.item_index is null
      ), woken as (
        update belfry.execution_queue p
        set signals = p.signals + 1, run_at = case when p.state = 'waiting' then least(p.run_at, (select belfry.now())) else p.run_at end
        where p.id in (select parent from ok)
      )
      update belfry.executions e
      set state = gone."toState", failure = gone.failure, output = gone."endOutput", started_at = gone.started_at, finished_at = (select belfry.now())
      from gone where e.id = gone.id
      returning e.id`,
    values: [
      JSON.stringify(
        rows.map((row) => ({
          ...runFields(row.held, row.run),
          ruleId: row.ruleId,
          parent: row.parentId,
          toState: row.state,
          failure: row.failure,
          endOutput: row.output,
        })),
      ),
      node,
    ],
  });
  return refusedPlaces(rows, written);
}

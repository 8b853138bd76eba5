import type { Failure } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** The end of an execution that a trigger has still to be told. */
export interface RuleOutcome {
  readonly id: number;
  readonly triggerId: number;
  /** The kind of the trigger. */
  readonly kind: string;
  readonly executionId: number;
  readonly redrive: number;
  readonly state: string;
  readonly failure: Failure | null;
  readonly endedAt: Date;
  /** The rule of the execution. */
  readonly rule: string;
  readonly ruleName: string;
  /** What had started the execution. */
  readonly startedBy: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** What triggers have still to be told, in the order it happened. */
export async function selectRuleOutcomes(db: Queryable, limit: number): Promise<RuleOutcome[]> {
  const { rows } = await db.query<RuleOutcome>({
    name: "select-rule-outcomes",
    text: `
      select o.id, o.trigger_id as "triggerId", t.kind, o.execution_id as "executionId", o.redrive, o.state, o.failure,
        o.ended_at as "endedAt", r.slug as rule, r.name as "ruleName", e.trigger as "startedBy", e.created_at as "createdAt"
      from (select * from belfry.rule_outcomes order by id limit $1) o
      join belfry.triggers t on t.id = o.trigger_id
      join belfry.executions e on e.id = o.execution_id
      join belfry.rules r on r.id = e.rule_id
      order by o.id`,
    values: [limit],
  });
  return rows;
}

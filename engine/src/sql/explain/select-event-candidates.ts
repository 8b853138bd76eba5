import type { Scope, TriggerConfig } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { RuleStatus } from "../rules/rule-row.ts";

/** A trigger that an event could have started, in force now or when it came in. */
export interface EventCandidate {
  readonly triggerId: number;
  readonly ruleId: number;
  readonly rule: string;
  readonly status: RuleStatus;
  readonly ruleVersion: number;
  readonly name: string;
  readonly kind: string;
  readonly config: TriggerConfig;
  readonly activeFrom: Date;
  readonly activeUntil: Date | null;
  readonly idleFrom: Date | null;
}

/** The triggers of these kinds at rules within the scope, as they were at a moment or are now; of those that are put away only by name. */
export async function selectEventCandidates(
  db: Queryable,
  query: {
    readonly kinds: readonly string[];
    readonly at: Date;
    readonly rule: string | null;
    readonly scope: Scope | null;
    readonly limit: number;
  },
): Promise<EventCandidate[]> {
  const { rows } = await db.query<EventCandidate>({
    name: "select-event-candidates",
    text: `
      select t.id as "triggerId", t.rule_id as "ruleId", r.slug as rule, r.status, r.version as "ruleVersion", t.key as name,
        t.kind, t.config, t.active_from as "activeFrom", t.active_until as "activeUntil", t.idle_from as "idleFrom"
      from belfry.triggers t join belfry.rules r on r.id = t.rule_id
      where t.kind = any ($1) and (t.active_until is null or t.active_until >= $2)
        and case when $3::text is null then r.status <> 'archived' else r.slug = $3 end and ($4::jsonb is null or belfry.labels_in_scope(r.labels, $4))
      order by r.status = 'enabled' desc, t.id desc limit $5`,
    values: [query.kinds, query.at, query.rule, query.scope, query.limit],
  });
  return rows;
}

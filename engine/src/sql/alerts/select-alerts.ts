import type { AlertKind, Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { AlertView } from "../../views/alert-views.ts";

export interface AlertQuery {
  readonly open: boolean | null;
  readonly kind: AlertKind | null;
  readonly rule: string | null;
  readonly scope: Scope | null;
  readonly before: number | null;
  readonly limit: number;
}

export type AlertRow = Omit<AlertView, "told"> & { readonly eventId: number | null };

/** Alerts, the newest first; with a scope only those about rules within it. */
export async function selectAlerts(db: Queryable, query: AlertQuery): Promise<AlertRow[]> {
  const { rows } = await db.query<AlertRow>({
    name: "select-alerts",
    text: `
      select a.id, a.kind, a.subject, r.slug as rule, r.name as "ruleName", a.since, a.until, a.facts, a.end_facts as "endFacts", a.event_id as "eventId"
      from belfry.alert_episodes a left join belfry.rules r on r.id = a.rule_id
      where ($1::bool is null or (a.until is null) = $1) and ($2::text is null or a.kind = $2)
        and ($3::text is null or a.rule_id = (select id from belfry.rules where slug = $3))
        and ($4::jsonb is null or belfry.rule_in_scope(a.rule_id, $4))
        and ($5::bigint is null or a.id < $5)
      order by a.id desc
      limit $6`,
    values: [query.open, query.kind, query.rule, query.scope, query.before, query.limit],
  });
  return rows;
}

import type { AlertKind } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface OpenAlert {
  readonly id: number;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly ruleId: number | null;
  readonly since: Date;
  /** When it was last seen to be so. */
  readonly seenAt: Date;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Whether the rule that it is about is enabled; null for one about no rule. */
  readonly isEnabled: boolean | null;
}

/** What is wrong as far as is known. */
export async function selectOpenAlerts(tx: Tx): Promise<OpenAlert[]> {
  const { rows } = await tx.query<OpenAlert>({
    name: "select-open-alerts",
    text: `
      select a.id, a.kind, a.subject, a.rule_id as "ruleId", a.since, a.seen_at as "seenAt", a.facts,
        case when a.rule_id is not null then coalesce(r.status = 'enabled', false) end as "isEnabled"
      from belfry.alert_episodes a left join belfry.rules r on r.id = a.rule_id
      where a.until is null
      order by a.id`,
  });
  return rows;
}

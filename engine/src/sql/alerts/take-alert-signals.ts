import type { AlertKind } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface TakenSignal {
  readonly id: number;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly ruleId: number | null;
  readonly over: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Takes what was signalled, in its order. */
export async function takeAlertSignals(tx: Tx, limit: number): Promise<TakenSignal[]> {
  const { rows } = await tx.query<TakenSignal>({
    name: "take-alert-signals",
    text: `
      with taken as (
        delete from belfry.alert_signals where id in (select id from belfry.alert_signals order by id limit $1)
        returning id, kind, subject, rule_id, over, facts
      )
      select id, kind, subject, rule_id as "ruleId", over, facts from taken order by id`,
    values: [limit],
  });
  return rows;
}

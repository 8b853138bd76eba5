import type { Tx } from "@belfry/store";

export interface ToldAlert {
  readonly id: number;
  readonly eventId: number;
  /** Whether it is its end that was told. */
  readonly isEnd: boolean;
}

/** Writes which events told of alerts, in the transaction that accepts these. */
export async function setAlertsTold(tx: Tx, told: readonly ToldAlert[]): Promise<void> {
  await tx.query({
    name: "set-alerts-told",
    text: `
      update belfry.alert_episodes a
      set event_id = case when t."isEnd" then a.event_id else t."eventId" end,
        end_event_id = case when t."isEnd" then t."eventId" else a.end_event_id end
      from json_to_recordset($1::json) as t (id bigint, "eventId" bigint, "isEnd" bool)
      where a.id = t.id`,
    values: [JSON.stringify(told)],
  });
}

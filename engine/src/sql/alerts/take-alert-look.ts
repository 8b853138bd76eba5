import type { Tx } from "@belfry/store";

export interface AlertLook {
  /** When it was looked before. */
  readonly since: Date;
  readonly now: Date;
}

/**
 * Says that this transaction looks now, and nobody else within a minute; nothing when somebody did or does. A clock that
 * was set back is not waited for.
 */
export async function takeAlertLook(tx: Tx): Promise<AlertLook | undefined> {
  const { rows } = await tx.query<AlertLook>({
    name: "take-alert-look",
    text: `
      with due as (
        select seen_at from belfry.alert_looks
        where next_at <= (select belfry.now()) or next_at > (select belfry.now()) + interval '1 minute'
        for update skip locked
      )
      update belfry.alert_looks l set next_at = (select belfry.now()) + interval '1 minute', seen_at = (select belfry.now())
      from due
      returning due.seen_at as since, l.seen_at as now`,
  });
  return rows[0];
}

import type { Tx } from "@belfry/store";
import type { RecipientDiff } from "../release/message-release.ts";

/** Compares recipients with those of the last message that the same action sent, held ones that were refused apart. */
export async function compareRecipients(
  tx: Tx,
  options: {
    readonly messageId: number;
    /** Of a message that no rule sends: nothing, and then there is none to compare with. */
    readonly rule: string | null;
    readonly action: string | null;
    /** How many addresses of each side are named. */
    readonly named: number;
  },
): Promise<RecipientDiff> {
  const { rows } = await tx.query<RecipientDiff>({
    name: "notify-compare-recipients",
    text: `
      with last as materialized (
        select max(id) as id from belfry.messages
        where rule = $2 and action = $3 and id < $1 and (hold is null or hold = 'released')),
      fresh as materialized (
        select distinct on (lower(recipient)) lower(recipient) as key, recipient from belfry.deliveries where message_id = $1),
      old as materialized (
        select distinct on (lower(d.recipient)) lower(d.recipient) as key, d.recipient
        from belfry.deliveries d where d.message_id = (select id from last)),
      added as materialized (
        select recipient from fresh where (select id from last) is not null and key not in (select key from old) order by key),
      removed as materialized (select recipient from old where key not in (select key from fresh) order by key)
      select (select id from last) as "comparedWith",
        (select count(*)::int from added) as "addedCount", (select count(*)::int from removed) as "removedCount",
        array(select recipient from added limit $4) as added, array(select recipient from removed limit $4) as removed`,
    values: [options.messageId, options.rule, options.action, options.named],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("The comparison of recipients returned no row.");
  return row;
}

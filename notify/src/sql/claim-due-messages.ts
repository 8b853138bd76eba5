import type { Tx } from "@belfry/store";
import type { MessageContent, RecipientField } from "../accept/message-content.ts";

/** One recipient that this node now holds. */
export interface HeldDelivery {
  readonly id: number;
  readonly field: RecipientField;
  readonly recipient: string;
  readonly epoch: number;
  /** Sends begun before. */
  readonly attempts: number;
  /** How often it was put off. */
  readonly deferrals: number;
  /** Of a message that was split: how many pieces have been taken. */
  readonly piecesDone: number;
  /** Whether it has waited for an account before. */
  readonly waited: boolean;
  /** The account that alone may send it: it may have done so before, and its provider drops a second one. */
  readonly onlyAccount: string | null;
}

export interface ClaimedMessage {
  readonly id: number;
  /** The same on every attempt and unique in the world. */
  readonly messageKey: string;
  readonly channel: string;
  readonly account: string | null;
  readonly isUrgent: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** For one that gathers others: the line for which it was made. */
  readonly digestOf: string | null;
  /** Whether an execution waits until nothing of it is open. */
  readonly isAwaited: boolean;
  readonly content: MessageContent;
  readonly createdAt: Date;
  /** Everybody who is named in the headers, whether still to be sent to or not. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly deliveries: readonly HeldDelivery[];
  /** The moment of the claim, by the database's clock. */
  readonly now: Date;
}

/**
 * Takes up to `limit` messages that have due deliveries, with all of their due deliveries; urgent ones first, and each
 * priority by the time at which it became due. The lock on the message keeps
 * two nodes from sharing its recipients; that two nodes never take the same delivery is decided by the update, which sees
 * only what is still queued. A node whose row in belfry.nodes is gone takes nothing: it was given up and does not know yet.
 */
export async function claimDueMessages(
  tx: Tx,
  options: {
    readonly node: number;
    readonly limit: number;
    /** How many of them may be other than urgent. @default all */
    readonly others?: number;
  },
): Promise<ClaimedMessage[]> {
  const { rows } = await tx.query<ClaimedMessage>({
    name: "notify-claim-due-messages",
    text: `
      with me as materialized (
        select id from belfry.nodes where id = $1 for key share),
      due as materialized (
        select message_id from (
          (select priority, run_at, message_id from belfry.deliveries
           where state = 'queued' and priority = 0 and run_at <= belfry.now() order by run_at, message_id limit $2)
          union all
          (select priority, run_at, message_id from belfry.deliveries
           where state = 'queued' and priority = 1 and run_at <= belfry.now() order by run_at, message_id limit $3)
          union all
          (select priority, run_at, message_id from belfry.deliveries
           where state = 'queued' and priority = 2 and run_at <= belfry.now() order by run_at, message_id limit $3)) lanes
        order by priority, run_at, message_id
        limit $2),
      mine as materialized (
        select id from belfry.messages
        where id in (select message_id from due) and exists (select 1 from me)
        order by id
        for no key update skip locked),
      held as (
        update belfry.deliveries d
        set state = 'sending', node = $1, epoch = d.epoch + 1, updated_at = belfry.now()
        from mine
        where d.message_id = mine.id and d.state = 'queued' and d.run_at <= belfry.now()
        returning d.id, d.message_id, d.field, d.recipient, d.epoch, d.attempts, d.deferrals, d.pieces_done, d.waits_for,
                  d.only_account)
      select m.id, (select id from belfry.installation) || '-' || m.id as "messageKey", m.channel, m.account,
             m.priority = 0 as "isUrgent", m.labels, m.digest_of as "digestOf",
             m.execution_id is not null as "isAwaited", m.content,
             m.created_at as "createdAt", belfry.now() as now,
             array(select recipient from belfry.deliveries where message_id = m.id and field = 'to' order by id) as "to",
             array(select recipient from belfry.deliveries where message_id = m.id and field = 'cc' order by id) as "cc",
             h.deliveries
      from belfry.messages m
      join (select message_id,
                   json_agg(json_build_object('id', id, 'field', field, 'recipient', recipient, 'epoch', epoch,
                                              'attempts', attempts, 'deferrals', deferrals,
                                              'piecesDone', pieces_done,
                                              'waited', waits_for is not null,
                                              'onlyAccount', only_account) order by id) as deliveries
            from held group by message_id) h on h.message_id = m.id
      order by m.priority, m.id`,
    values: [options.node, options.limit, options.others ?? options.limit],
  });
  return rows;
}

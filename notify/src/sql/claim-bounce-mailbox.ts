import type { Tx } from "@belfry/store";

export interface BounceMailbox {
  readonly channel: string;
  readonly account: string;
  /** How far it was read; nothing when it never was. */
  readonly place: { readonly validity: string; readonly uid: number } | null;
  readonly now: Date;
}

/**
 * Takes one mailbox whose time has come, and says at once when the next look is: a process that dies while it reads leaves
 * it for that time, and what it read already changes nothing when it is read again.
 */
export async function claimBounceMailbox(tx: Tx, nextLookMs: number): Promise<BounceMailbox | undefined> {
  const { rows } = await tx.query<BounceMailbox>({
    name: "notify-claim-bounce-mailbox",
    text: `
      with due as materialized (
        select channel, account from belfry.bounce_mailboxes
        where look_at <= belfry.now() order by look_at limit 1 for update skip locked)
      update belfry.bounce_mailboxes b
      set look_at = belfry.now() + $1 * interval '1 millisecond'
      from due
      where b.channel = due.channel and b.account = due.account
      returning b.channel, b.account, b.place, belfry.now() as now`,
    values: [nextLookMs],
  });
  return rows[0];
}

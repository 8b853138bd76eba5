import type { Tx } from "@belfry/store";

/**
 * Lets nobody else count what these recipients of channels get until the transaction ends: two nodes that count at once
 * would both find room for one more. In one order, so that nobody waits for each other.
 */
export async function lockRecipients(
  tx: Tx,
  recipients: readonly { readonly channel: string; readonly recipient: string }[],
): Promise<void> {
  await tx.query({
    name: "notify-lock-recipients",
    text: `
      select pg_advisory_xact_lock(1111837766, key) from (
        select distinct hashtext(channel || ' ' || lower(recipient)) as key
        from unnest($1::text[], $2::text[]) as r (channel, recipient) order by 1) keys`,
    values: [recipients.map(({ channel }) => channel), recipients.map(({ recipient }) => recipient)],
  });
}

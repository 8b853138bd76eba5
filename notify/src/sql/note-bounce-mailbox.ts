import type { Queryable } from "@belfry/store";

/** Notes how far a mailbox was read, or why it could not be. */
export async function noteBounceMailbox(
  db: Queryable,
  mailbox: {
    readonly channel: string;
    readonly account: string;
    /** @default as before */
    readonly place?: { readonly validity: string; readonly uid: number };
    readonly problem: string | null;
  },
): Promise<void> {
  await db.query({
    name: "notify-note-bounce-mailbox",
    text: `
      update belfry.bounce_mailboxes
      set place = coalesce($3::jsonb, place), problem = $4, read_at = case when $4::text is null then belfry.now() else read_at end
      where channel = $1 and account = $2`,
    values: [
      mailbox.channel,
      mailbox.account,
      mailbox.place === undefined ? null : JSON.stringify(mailbox.place),
      mailbox.problem,
    ],
  });
}

import type { Queryable } from "@belfry/store";

export interface CaughtMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly sender: string;
  readonly subject: string;
  readonly raw: Buffer;
  /** How many mails stay. */
  readonly keep: number;
}

/** Keeps a caught mail and removes the oldest ones beyond the limit. */
export async function insertSandboxMail(db: Queryable, mail: CaughtMail): Promise<void> {
  await db.query({
    name: "notify-insert-sandbox-mail",
    text: `
      with removed as (
        -- The statement does not see the new row: the others are one fewer.
        delete from belfry.sandbox_mails
        where id <= (select id from belfry.sandbox_mails order by id desc offset $7 - 1 limit 1))
      insert into belfry.sandbox_mails (received_at, envelope_from, envelope_to, sender, subject, bytes, raw)
      values (belfry.now(), $1, $2, $3, $4, $5, $6)`,
    values: [mail.from, mail.to, mail.sender, mail.subject, mail.raw.length, mail.raw, mail.keep],
  });
}

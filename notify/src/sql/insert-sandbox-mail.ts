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

/** Keeps a caught mail, removes the oldest ones beyond the limit, and returns its id. */
export async function insertSandboxMail(db: Queryable, mail: CaughtMail): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    name: "notify-insert-sandbox-mail",
    text: `
      with fresh as (
        insert into belfry.sandbox_mails (received_at, envelope_from, envelope_to, sender, subject, bytes, raw)
        values (belfry.now(), $1, $2, $3, $4, $5, $6)
        returning id),
      removed as (
        -- The statement does not see its own new row: the others are one fewer.
        delete from belfry.sandbox_mails
        where id <= (select id from belfry.sandbox_mails order by id desc offset $7 - 1 limit 1))
      select id from fresh`,
    values: [mail.from, mail.to, mail.sender, mail.subject, mail.raw.length, mail.raw, mail.keep],
  });
  const [row] = rows;
  if (row === undefined) throw new TypeError("An insert returned no row");
  return row.id;
}

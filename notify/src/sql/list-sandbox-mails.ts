import type { Queryable } from "@belfry/store";
import type { SandboxMailSummary } from "../sandbox/sandbox-mail.ts";

/** Caught mails, newest first; with `before`, those older than that id. */
export async function listSandboxMails(
  db: Queryable,
  options: { readonly before?: number; readonly limit?: number } = {},
): Promise<SandboxMailSummary[]> {
  const { rows } = await db.query<SandboxMailSummary>({
    name: "notify-list-sandbox-mails",
    text: `
      select id, received_at as "receivedAt", json_build_object('from', envelope_from, 'to', envelope_to) as envelope,
             sender, subject, bytes
      from belfry.sandbox_mails
      where $1::bigint is null or id < $1
      order by id desc
      limit $2`,
    values: [options.before ?? null, options.limit ?? 50],
  });
  return rows;
}

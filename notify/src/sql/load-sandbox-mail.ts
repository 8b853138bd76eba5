import type { Queryable } from "@belfry/store";
import type { SandboxMailSummary } from "../sandbox/sandbox-mail.ts";

export type SandboxMailRow = SandboxMailSummary & { readonly raw: Buffer };

/** One caught mail with its bytes. */
export async function loadSandboxMail(db: Queryable, id: number): Promise<SandboxMailRow | undefined> {
  const { rows } = await db.query<SandboxMailRow>({
    name: "notify-load-sandbox-mail",
    text: `
      select id, received_at as "receivedAt", json_build_object('from', envelope_from, 'to', envelope_to) as envelope,
             sender, subject, bytes, raw
      from belfry.sandbox_mails where id = $1`,
    values: [id],
  });
  return rows[0];
}

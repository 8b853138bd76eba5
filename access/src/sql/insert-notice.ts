import type { Tx } from "@belfry/store";

export interface NoticeRow {
  readonly level: "info" | "warning" | "error";
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly rule: string | null;
  readonly executionId: number | null;
  readonly keyHash: Buffer;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

/** Writes a notice for people, once per key. Returns for how many it is, and the names that nobody has. */
export async function insertNotice(
  tx: Tx,
  notice: NoticeRow,
): Promise<{ readonly recipients: number; readonly unknown: readonly string[] }> {
  const { rows } = await tx.query<{ recipients: number; unknown: string[] }>({
    name: "access-insert-notice",
    text: `
      with people as (
        select id from belfry.users where enabled and (name = any($8::text[]) or role = any($9::text[]))),
      made as (
        insert into belfry.notices (created_at, level, title, body, link, rule, execution_id, key_hash)
        select belfry.now(), $1, $2, $3, $4, $5, $6, $7 where exists (select from people)
        on conflict (key_hash) do nothing returning id),
      told as (
        insert into belfry.notice_recipients (user_id, notice_id) select p.id, m.id from people p, made m returning user_id),
      before as (
        select r.user_id from belfry.notice_recipients r join belfry.notices n on n.id = r.notice_id where n.key_hash = $7)
      select ((select count(*) from told) + (select count(*) from before))::int as recipients,
        array(select name from unnest($8::text[]) name where not exists (select from belfry.users u where u.name = name.name)
          union all
          select role from unnest($9::text[]) role where not exists (select from belfry.users u where u.role = role.role)) as unknown`,
    values: [
      notice.level,
      notice.title,
      notice.body,
      notice.link,
      notice.rule,
      notice.executionId,
      notice.keyHash,
      notice.users,
      notice.roles,
    ],
  });
  return rows[0] ?? { recipients: 0, unknown: [] };
}

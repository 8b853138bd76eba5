import type { Tx } from "@belfry/store";

export interface MarkedNotice {
  readonly keyHash: Buffer;
  /** Whether they had not read it before. */
  readonly isFirst: boolean;
}

/** Notes that a person has read a notice; nothing when it is not one of theirs. */
export async function markNoticeRead(tx: Tx, userId: number, noticeId: number): Promise<MarkedNotice | undefined> {
  const { rows } = await tx.query<MarkedNotice>({
    name: "access-mark-notice-read",
    text: `
      with theirs as materialized (
        select r.user_id, r.notice_id, r.read_at is null as is_first, n.key_hash
        from belfry.notice_recipients r join belfry.notices n on n.id = r.notice_id
        where r.user_id = $1 and r.notice_id = $2
        for update of r),
      read as (
        update belfry.notice_recipients r set read_at = belfry.now()
        from theirs t
        where r.user_id = t.user_id and r.notice_id = t.notice_id and t.is_first)
      select key_hash as "keyHash", is_first as "isFirst" from theirs`,
    values: [userId, noticeId],
  });
  return rows[0];
}

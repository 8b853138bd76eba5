import type { Queryable } from "@belfry/store";

/** Notes that a person has read a notice. Returns whether it is one of theirs. */
export async function markNoticeRead(db: Queryable, userId: number, noticeId: number): Promise<boolean> {
  const { count } = await db.query({
    name: "access-mark-notice-read",
    text: `
      update belfry.notice_recipients set read_at = coalesce(read_at, belfry.now())
      where user_id = $1 and notice_id = $2`,
    values: [userId, noticeId],
  });
  return count > 0;
}

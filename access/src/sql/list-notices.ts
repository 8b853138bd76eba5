import type { Queryable } from "@belfry/store";

/** A notice as the person sees it for whom it is. */
export interface NoticeView {
  readonly id: number;
  readonly createdAt: Date;
  readonly level: "info" | "warning" | "error";
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly rule: string | null;
  readonly executionId: number | null;
  readonly readAt: Date | null;
}

export interface NoticeQuery {
  readonly userId: number;
  readonly unread: boolean;
  readonly before: number | null;
  readonly limit: number;
}

/** The notices of a person, newest first. */
export async function listNotices(db: Queryable, query: NoticeQuery): Promise<NoticeView[]> {
  const { rows } = await db.query<NoticeView>({
    name: "access-list-notices",
    text: `
      select n.id, n.created_at as "createdAt", n.level, n.title, n.body, n.link, n.rule,
        n.execution_id as "executionId", r.read_at as "readAt"
      from belfry.notice_recipients r join belfry.notices n on n.id = r.notice_id
      where r.user_id = $1 and (not $2 or r.read_at is null) and ($3::bigint is null or r.notice_id < $3)
      order by r.notice_id desc limit $4`,
    values: [query.userId, query.unread, query.before, query.limit],
  });
  return rows;
}

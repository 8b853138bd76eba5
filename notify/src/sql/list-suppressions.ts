import type { Queryable } from "@belfry/store";
import type { SuppressionReason } from "./insert-suppression.ts";

export interface SuppressionRow {
  readonly id: number;
  readonly channel: string;
  readonly address: string;
  /** Empty: every message of the channel. */
  readonly list: string;
  readonly reason: SuppressionReason;
  readonly note: string;
  /** The message that came back, or with which the recipient left. */
  readonly messageId: number | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface SuppressionFilter {
  readonly channel?: string;
  /** In small or large letters. */
  readonly address?: string;
  readonly reason?: SuppressionReason;
  readonly before?: number;
  /** @default 50 */
  readonly limit?: number;
}

/** Who is not sent to any more, newest first. */
export async function listSuppressions(db: Queryable, filter: SuppressionFilter): Promise<SuppressionRow[]> {
  const { rows } = await db.query<SuppressionRow>({
    name: "notify-list-suppressions",
    text: `
      select id, channel, address, list, reason, note, message_id as "messageId", created_at as "createdAt",
             created_by as "createdBy"
      from belfry.suppressions
      where ($1::text is null or channel = $1) and ($2::text is null or lower(address) = lower($2))
        and ($3::text is null or reason = $3) and ($4::bigint is null or id < $4)
      order by id desc
      limit $5`,
    values: [
      filter.channel ?? null,
      filter.address ?? null,
      filter.reason ?? null,
      filter.before ?? null,
      filter.limit ?? 50,
    ],
  });
  return rows;
}

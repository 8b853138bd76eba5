import { createHash } from "node:crypto";
import { AppError, type Actor } from "@belfry/model";
import type { Notice, NoticeSent } from "@belfry/plugin-kit";
import type { Store, Tx } from "@belfry/store";
import type { Caller } from "../people/permissions.ts";
import { deleteExpiredNotices } from "../sql/delete-expired-notices.ts";
import { insertNotice } from "../sql/insert-notice.ts";
import { listNotices, type NoticeView } from "../sql/list-notices.ts";
import { markNoticeRead } from "../sql/mark-notice-read.ts";

/** Where a notice comes from. */
export interface NoticeOrigin {
  /** The same key is the same notice: it is not written twice. */
  readonly idempotencyKey: string;
  /** Null: no rule tells it. */
  readonly rule: string | null;
  readonly executionId: number | null;
}

/** What people are told inside of Belfry. */
export interface Notices {
  /** Writes a notice for those who have the names or roles now. With nobody to tell nothing is written. */
  send(notice: Notice, origin: NoticeOrigin): Promise<NoticeSent>;
  /** Those of the caller, newest first; programs have none. */
  list(
    caller: Caller,
    page: { readonly unread: boolean; readonly before?: number; readonly limit: number },
  ): Promise<NoticeView[]>;
  /** Safe to call twice. @throws AppError NOTICE_NOT_FOUND when it is not one of theirs */
  markRead(caller: Caller, id: number, options: { readonly by: Actor }): Promise<void>;
  /** Removes what was written before a moment. */
  expire(before: Date): Promise<void>;
}

/** What a person has just read. */
export interface ReadNotice {
  /** The hash of the key under which it was sent. */
  readonly keyHash: Buffer;
  readonly by: Actor;
}

/** Called in the transaction in which a person reads a notice for the first time. */
export type OnNoticeRead = (tx: Tx, read: ReadNotice) => Promise<void>;

/** The hash of a notice's key, by which it is known. */
function noticeKeyHash(idempotencyKey: string): Buffer {
  return createHash("sha256").update(idempotencyKey).digest();
}

export function createNotices(store: Store, onRead?: OnNoticeRead): Notices {
  return {
    send: (notice, { idempotencyKey, rule, executionId }) =>
      store.transaction((tx) =>
        insertNotice(tx, {
          level: notice.level,
          title: notice.title,
          body: notice.body ?? "",
          link: notice.link ?? null,
          rule,
          executionId,
          keyHash: noticeKeyHash(idempotencyKey),
          users: notice.users ?? [],
          roles: notice.roles ?? [],
        }),
      ),
    async list({ userId }, { unread, before, limit }) {
      return userId === null ? [] : listNotices(store, { userId, unread, before: before ?? null, limit });
    },
    async markRead({ userId }, id, { by }) {
      await store.transaction(async (tx) => {
        const read = userId === null ? undefined : await markNoticeRead(tx, userId, id);
        if (read === undefined) throw new AppError("NOTICE_NOT_FOUND", { notice: id });
        if (read.isFirst) await onRead?.(tx, { keyHash: read.keyHash, by });
      });
    },
    async expire(before) {
      while ((await deleteExpiredNotices(store, before)) > 0);
    },
  };
}

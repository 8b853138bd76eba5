import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export type Notice = Awaited<ReturnType<typeof belfry.notices.list>>["items"][number];

export const noticeKeys = { all: ["notices"] } as const;

/** More unread ones than this are not counted. */
export const MOST_COUNTED = 99;

export function noticeListQuery(cursor: string | undefined) {
  return queryOptions({
    queryKey: [...noticeKeys.all, "list", cursor ?? null],
    queryFn: () => belfry.notices.list({ limit: 50, ...(cursor !== undefined && { cursor }) }),
  });
}

/** How many are unread; one more than is counted means that there are more. */
export function unreadCountQuery() {
  return queryOptions({
    queryKey: [...noticeKeys.all, "unread"],
    async queryFn() {
      const { items } = await belfry.notices.list({ unread: true, limit: MOST_COUNTED + 1 });
      return items.length;
    },
  });
}

export function useMarkRead(): UseMutationResult<void, Error, readonly number[]> {
  const queryClient = useQueryClient();
  return useMutation({
    // One after the other: fifty requests at once would keep everything else of the page waiting.
    async mutationFn(ids: readonly number[]) {
      for (const id of ids) await belfry.notices.markRead(id);
    },
    // Some may be marked although a later one failed.
    onSettled: () => queryClient.invalidateQueries({ queryKey: noticeKeys.all }),
  });
}

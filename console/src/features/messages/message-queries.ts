import { queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export const messageKeys = { all: ["messages"] } as const;

export function messageListQuery(filter: { readonly execution?: number; readonly cursor?: string }) {
  return queryOptions({
    queryKey: [...messageKeys.all, "list", filter],
    queryFn: () => belfry.messages.list(filter),
  });
}

export function messageQuery(id: number) {
  return queryOptions({
    queryKey: [...messageKeys.all, "one", id],
    queryFn: () => belfry.messages.get(id),
  });
}

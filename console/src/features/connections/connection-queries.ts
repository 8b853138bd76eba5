import type { Connection, ConnectionDraft } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

const keys = { all: ["connections"] } as const;

export const connectionListQuery = queryOptions({
  queryKey: [...keys.all, "list"],
  queryFn: () => belfry.connections.list(),
});

export type NamedDraft = ConnectionDraft & { readonly name: string };

export function useSaveConnection(): UseMutationResult<Connection, Error, NamedDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...draft }: NamedDraft) => belfry.connections.save(name, draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useRemoveConnection(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => belfry.connections.remove(name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

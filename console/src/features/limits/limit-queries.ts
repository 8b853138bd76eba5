import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

const keys = { all: ["limits"] } as const;

export const limitsQuery = queryOptions({
  queryKey: keys.all,
  queryFn: () => belfry.limits.list(),
  refetchInterval: 5_000,
});

export type Limit = Awaited<ReturnType<typeof belfry.limits.list>>[number];
type LimitDraft = Parameters<typeof belfry.limits.save>[2];
export type NamedLimit = Pick<Limit, "kind" | "name">;

export function useSaveLimit(): UseMutationResult<Limit, Error, NamedLimit & { readonly draft: LimitDraft }> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, name, draft }: NamedLimit & { readonly draft: LimitDraft }) =>
      belfry.limits.save(kind, name, draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useRemoveLimit(): UseMutationResult<unknown, Error, NamedLimit> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, name }: NamedLimit) => belfry.limits.remove(kind, name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

import type { SuppressionDraft, SuppressionQuery } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

const keys = { all: ["suppressions"] } as const;

export function suppressionListQuery(query: SuppressionQuery) {
  return queryOptions({
    queryKey: [...keys.all, query],
    queryFn: () => belfry.suppressions.list(query),
    placeholderData: keepPreviousData,
  });
}

export function useAddSuppressions(): UseMutationResult<number, Error, SuppressionDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (draft: SuppressionDraft) => belfry.suppressions.add(draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useRemoveSuppression(): UseMutationResult<unknown, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => belfry.suppressions.remove(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

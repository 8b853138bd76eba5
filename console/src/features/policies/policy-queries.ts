import type { PolicyDraft } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

const keys = { all: ["policies"] } as const;

export const policyListQuery = queryOptions({ queryKey: keys.all, queryFn: () => belfry.policies.list() });

export type NamedPolicy = PolicyDraft & { readonly name: string };

export function useSavePolicy(): UseMutationResult<unknown, Error, NamedPolicy> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...draft }: NamedPolicy) => belfry.policies.save(name, draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useRemovePolicy(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => belfry.policies.remove(name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

const keys = { all: ["secrets"] } as const;

export const secretListQuery = queryOptions({
  queryKey: [...keys.all, "list"],
  queryFn: () => belfry.secrets.list(),
});

/** The sending accounts: their passwords are secrets. */
export const accountListQuery = queryOptions({
  queryKey: ["accounts", "list"],
  queryFn: () => belfry.accounts.list(),
});

export interface SecretDraft {
  readonly name: string;
  readonly value: string;
}

export function useSetSecret(): UseMutationResult<unknown, Error, SecretDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, value }: SecretDraft) => belfry.secrets.set(name, value),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
    // What was typed is not kept for a second longer than it takes to send it.
    gcTime: 0,
  });
}

export function useRemoveSecret(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => belfry.secrets.remove(name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

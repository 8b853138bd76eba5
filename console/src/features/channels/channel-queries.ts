import type { Account, AccountRoute, AccountStatus, ConnectionStep } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

/** The channels that messages can take; they change with the plugins that are installed. */
export const channelListQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: () => belfry.catalog.channels(),
  staleTime: Infinity,
});

const accountKeys = { all: ["accounts"] } as const;
const HEALTH_MS = 5_000;

/** How the sending accounts are, in the order in which they are asked. */
export const accountHealthQuery = queryOptions({
  queryKey: [...accountKeys.all, "health"],
  queryFn: () => belfry.accounts.list(),
  // What is left of a quota changes without any hint.
  refetchInterval: HEALTH_MS,
});

export type AccountName = Pick<AccountStatus, "channel" | "name">;
export type AccountDraft = Parameters<typeof belfry.accounts.save>[0];

export function useSaveAccount(): UseMutationResult<Account, Error, AccountDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (draft: AccountDraft) => belfry.accounts.save(draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.all }),
  });
}

export function useRemoveAccount(): UseMutationResult<unknown, Error, AccountName> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (account: AccountName) => belfry.accounts.remove(account),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.all }),
  });
}

/** Ends the rest of an account. */
export function useResumeAccount(): UseMutationResult<unknown, Error, AccountName> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (account: AccountName) => belfry.accounts.resume(account),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountKeys.all }),
  });
}

export function useTestAccount(): UseMutationResult<readonly ConnectionStep[], Error, AccountName> {
  return useMutation({ mutationFn: (account: AccountName) => belfry.accounts.test(account) });
}

export interface RouteQuestion {
  readonly channel: string;
  readonly recipients: string[];
  readonly bytes: number;
}

export function useSimulateRoute(): UseMutationResult<AccountRoute, Error, RouteQuestion> {
  return useMutation({ mutationFn: (question: RouteQuestion) => belfry.accounts.simulate(question) });
}

import type { ProviderFault, ReceivedMessage, SandboxProvider } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export type Played = SandboxProvider;
export type Received = ReceivedMessage;
export type Fault = ProviderFault;

const providerKeys = { all: ["sandbox-providers"] } as const;

/** What comes to a played provider comes without any hint. */
const LOOK_MS = 3_000;

/** The providers that are played here; none where messages go to the real ones. */
export const providerListQuery = queryOptions({
  queryKey: [...providerKeys.all, "list"],
  queryFn: () => belfry.sandbox.providers(),
  refetchInterval: LOOK_MS,
});

/** What a played provider received, newest first. */
export function receivedQuery(provider: string, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...providerKeys.all, provider, cursor ?? null],
    queryFn: () => belfry.sandbox.received(provider, { limit: 20, ...(cursor !== undefined && { cursor }) }),
    refetchInterval: LOOK_MS,
  });
}

/** Puts switches in the place of those that are on. */
export function useSetFaults(provider: string): UseMutationResult<Played, Error, readonly Fault[]> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (faults: readonly Fault[]) => belfry.sandbox.setFaults(provider, faults),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: providerKeys.all }),
  });
}

/** Lets a played provider forget what it received. */
export function useClearReceived(provider: string): UseMutationResult<{ removed: number }, Error, void> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => belfry.sandbox.clearReceived(provider),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: providerKeys.all }),
  });
}

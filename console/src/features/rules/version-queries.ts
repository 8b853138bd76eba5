import type { RuleView } from "@belfry/client";
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { ruleKeys } from "./rule-queries.ts";

export type RuleVersion = Awaited<ReturnType<typeof belfry.rules.versions>>["items"][number];

const PAGE = 50;

export function versionListQuery(rule: string) {
  return infiniteQueryOptions({
    queryKey: [...ruleKeys.one(rule), "versions"],
    queryFn: ({ pageParam }) =>
      belfry.rules.versions(rule, { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** A version never changes; version 0 is an empty rule. */
export function versionQuery(rule: string, version: number) {
  return queryOptions({
    queryKey: ["rule-version", rule, version],
    queryFn: async () => (version === 0 ? null : belfry.rules.version(rule, version)),
    staleTime: Infinity,
    refetchInterval: false,
  });
}

export interface Restoration {
  readonly rule: string;
  readonly version: number;
  readonly ifRevision: string;
}

export function useRestoreVersion(): UseMutationResult<{ readonly rule: RuleView }, Error, Restoration> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ rule, version, ifRevision }: Restoration) =>
      belfry.rules.restoreVersion(rule, version, { ifRevision }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ruleKeys.all }),
  });
}

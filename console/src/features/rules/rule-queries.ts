import type { RuleView, Triggered } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export type Rule = RuleView;

export const ruleKeys = {
  all: ["rules"],
  list: (archived: boolean) => ["rules", "list", { archived }],
  one: (rule: string) => ["rules", "one", rule],
} as const;

export function ruleListQuery({ archived = false }: { readonly archived?: boolean } = {}) {
  return queryOptions({
    queryKey: ruleKeys.list(archived),
    queryFn: () => belfry.rules.list({ archived }),
  });
}

export function ruleQuery(rule: string) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "view"],
    queryFn: () => belfry.rules.get(rule),
  });
}

export function nextFireTimesQuery(rule: string, count: number) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "next", count],
    queryFn: () => belfry.rules.next(rule, count),
  });
}

export type EnablePreview = Awaited<ReturnType<typeof belfry.rules.enablePreview>>;

export function enablePreviewQuery(rule: string) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "enable-preview"],
    queryFn: () => belfry.rules.enablePreview(rule),
    // It says what will happen: what was true a while ago is not good enough.
    staleTime: 0,
  });
}

export function reconciliationQuery(rule: string) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "reconciliation"],
    queryFn: () => belfry.rules.reconciliation(rule),
  });
}

/** Where a second person is asked first, the rule stays as it is and the answer is the id of the request. */
export function useSetRuleStatus(): UseMutationResult<
  number | null,
  Error,
  { readonly rule: string; readonly enabled: boolean }
> {
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn({ rule, enabled }: { readonly rule: string; readonly enabled: boolean }): Promise<number | null> {
      if (enabled) return (await belfry.rules.enable(rule)).approval?.id ?? null;
      await belfry.rules.disable(rule);
      return null;
    },
    onSuccess: () =>
      Promise.all([ruleKeys.all, ["approvals"]].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}

export interface RuleStart {
  readonly rule: string;
  readonly inputs: Readonly<Record<string, unknown>> | undefined;
  /** One key per opened form: pressing twice starts once. */
  readonly idempotencyKey: string;
}

export function useTriggerRule(): UseMutationResult<Triggered, Error, RuleStart> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ rule, inputs, idempotencyKey }: RuleStart) =>
      belfry.rules.trigger(rule, { idempotencyKey, ...(inputs !== undefined && { inputs }) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["executions"] }),
  });
}

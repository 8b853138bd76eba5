import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { answered, api, type Schemas } from "../../api/index.ts";

export type Rule = Schemas["RuleView"];

export const ruleKeys = {
  all: ["rules"],
  list: (archived: boolean) => ["rules", "list", { archived }],
  one: (rule: string) => ["rules", "one", rule],
} as const;

export function ruleListQuery({ archived = false }: { readonly archived?: boolean } = {}) {
  return queryOptions({
    queryKey: ruleKeys.list(archived),
    queryFn: async ({ signal }) => (await answered(api.GET("/v1/rules", { params: { query: { archived } }, signal }))).items,
  });
}

export function ruleQuery(rule: string) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "view"],
    queryFn: ({ signal }) => answered(api.GET("/v1/rules/{rule}", { params: { path: { rule } }, signal })),
  });
}

export function nextFireTimesQuery(rule: string, count: number) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "next", count],
    queryFn: async ({ signal }) =>
      (await answered(api.GET("/v1/rules/{rule}/next", { params: { path: { rule }, query: { count } }, signal }))).items,
  });
}

export function slotsQuery(rule: string) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "slots"],
    queryFn: async ({ signal }) =>
      (await answered(api.GET("/v1/rules/{rule}/slots", { params: { path: { rule }, query: { limit: 1_000 } }, signal }))).items,
  });
}

export function reconciliationQuery(rule: string) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "reconciliation"],
    queryFn: ({ signal }) => answered(api.GET("/v1/rules/{rule}/reconciliation", { params: { path: { rule } }, signal })),
  });
}

export function useSetRuleStatus(): UseMutationResult<Rule, Error, { readonly rule: string; readonly enabled: boolean }> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ rule, enabled }: { readonly rule: string; readonly enabled: boolean }) =>
      answered(api.POST(enabled ? "/v1/rules/{rule}/enable" : "/v1/rules/{rule}/disable", { params: { path: { rule } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ruleKeys.all }),
  });
}

export interface RuleStart {
  readonly rule: string;
  readonly inputs: Readonly<Record<string, unknown>> | undefined;
  /** One key per opened form: pressing twice starts once. */
  readonly idempotencyKey: string;
}

export function useTriggerRule(): UseMutationResult<Schemas["Triggered"], Error, RuleStart> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ rule, inputs, idempotencyKey }: RuleStart) =>
      answered(
        api.POST("/v1/rules/{rule}/trigger", {
          params: { path: { rule }, header: { "idempotency-key": idempotencyKey } },
          body: inputs === undefined ? {} : { inputs },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["executions"] }),
  });
}

import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { ruleKeys } from "../rules/index.ts";

/** What rules are made of here. It only changes when another version is installed. */
export const ruleSchemaQuery = queryOptions({
  queryKey: ["catalog", "rule-language"],
  queryFn: async () => {
    const [schema, triggers, actions] = await Promise.all([
      belfry.catalog.ruleSchema(),
      belfry.catalog.triggers(),
      belfry.catalog.actions(),
    ]);
    return { schema, triggers, actions };
  },
  staleTime: Infinity,
  refetchInterval: false,
});

export interface RuleDraft {
  readonly rule: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly note: string;
  /** The revision that was edited; nothing for a new rule, of which there must be none yet. */
  readonly ifRevision: string | undefined;
}

export type SavedRule = Awaited<ReturnType<typeof belfry.rules.save>>;

export function useSaveRule(): UseMutationResult<SavedRule, Error, RuleDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ rule, definition, note, ifRevision }: RuleDraft) =>
      belfry.rules.save(rule, definition, {
        ...(ifRevision === undefined ? { onlyCreate: true } : { ifRevision }),
        ...(note !== "" && { note }),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ruleKeys.all }),
  });
}

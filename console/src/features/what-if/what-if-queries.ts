import { queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

interface Edited {
  /** The name of the rule, whether it is saved or not. */
  readonly rule: string;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** Replays the last days against a rule as it is edited; writes nothing. */
export function whatIfQuery({ rule, definition, days }: Edited & { readonly days: number }) {
  return queryOptions({
    queryKey: ["what-if", rule, definition, days],
    queryFn: () => belfry.rules.whatIf(rule, { definition, days, limit: 200, offset: 0 }),
    refetchInterval: false,
    retry: false,
  });
}

export function editedPreviewQuery({ rule, definition }: Edited) {
  return queryOptions({
    queryKey: ["what-if", "preview", rule, definition],
    queryFn: () => belfry.rules.preview(rule, { definition, count: 8 }),
    refetchInterval: false,
    retry: false,
  });
}

import type { Explanation } from "@belfry/client";
import { queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

/** What is asked about: a rule at a moment, an event or an execution. */
export type Explained =
  | { readonly kind: "rule"; readonly rule: string; readonly at?: string; readonly trigger?: string }
  | { readonly kind: "event"; readonly id: number; readonly rule?: string }
  | { readonly kind: "execution"; readonly id: number };

export function explanationQuery(of: Explained) {
  return queryOptions({
    queryKey: ["explain", of],
    queryFn: () => ask(of),
    // What it waits for, and what comes next, is another thing a moment later.
    staleTime: 0,
  });
}

function ask(of: Explained): Promise<Explanation> {
  if (of.kind === "event") return belfry.events.explain(of.id, of.rule);
  if (of.kind === "execution") return belfry.executions.explain(of.id);
  const { at, trigger } = of;
  return belfry.rules.explain(of.rule, { ...(at !== undefined && { at }), ...(trigger !== undefined && { trigger }) });
}

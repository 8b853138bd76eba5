import type { Scope } from "@belfry/model";
import type { EngineCore } from "./engine-core.ts";
import { isArtifactInScope } from "./sql/scope/is-artifact-in-scope.ts";
import { isEventInScope } from "./sql/scope/is-event-in-scope.ts";
import { isExecutionInScope } from "./sql/scope/is-execution-in-scope.ts";
import { isGridInScope } from "./sql/scope/is-grid-in-scope.ts";
import { isRuleInScope } from "./sql/scope/is-rule-in-scope.ts";

/** What belongs to a rule, and so to whoever may see the rule. */
export type ScopedThing =
  | { readonly rule: string }
  | { readonly grid: string }
  | { readonly executionId: number }
  | { readonly artifactId: string }
  | { readonly eventId: number };

/** What the engine answers about who may see what. */
export interface ScopePart {
  /** Whether there is such a thing and somebody with this scope may see it. */
  isInScope(thing: ScopedThing, scope: Scope | null): Promise<boolean>;
}

export function createScopePart({ store }: EngineCore): ScopePart {
  return {
    isInScope(thing, scope) {
      if ("grid" in thing) return isGridInScope(store, thing.grid, scope);
      if ("rule" in thing) return isRuleInScope(store, thing.rule, scope);
      if ("eventId" in thing) return isEventInScope(store, thing.eventId, scope);
      if ("executionId" in thing) return isExecutionInScope(store, thing.executionId, scope);
      return isArtifactInScope(store, thing.artifactId, scope);
    },
  };
}

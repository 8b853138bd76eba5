/**
 * Which triggers are to be told of which rules. Kept in the same transaction as the triggers themselves; and when a rule is
 * made or gets other labels, those that watch it follow (`followWatchedRule`). Whoever changes rules does so alone (`lockRule`): so who begins to
 * watch in the moment in which a rule is made either sees it, or is seen.
 */
import type { TriggerConfig } from "@belfry/model";
import type { OutcomeWatch } from "@belfry/plugin-kit";
import type { Tx } from "@belfry/store";
import type { Registry } from "../registry.ts";
import { ownConfig } from "../slots/own-config.ts";
import { deleteOutcomeWatches } from "../sql/outcomes/delete-outcome-watches.ts";
import { insertOutcomeDemands } from "../sql/outcomes/insert-outcome-demands.ts";
import { insertOutcomeWatches } from "../sql/outcomes/insert-outcome-watches.ts";
import { awaitedBy } from "./awaited-by.ts";

interface Watching {
  readonly triggerId: number;
  readonly kind: string;
  readonly config: TriggerConfig;
}

/** Makes these triggers the ones of a rule that are told of others; none while it is not enabled. */
export async function keepWatches(
  tx: Tx,
  registry: Registry,
  { ruleId, triggers }: { readonly ruleId: number; readonly triggers: readonly Watching[] },
): Promise<void> {
  await deleteOutcomeWatches(tx, ruleId);
  const demands = triggers.flatMap(({ triggerId, kind, config }) => {
    const watch = watchOf(registry, kind, config);
    return watch === undefined ? [] : [{ triggerId, ...watch }];
  });
  if (demands.length === 0) return;
  await insertOutcomeDemands(tx, demands);
  await insertOutcomeWatches(
    tx,
    demands.map(({ triggerId }) => triggerId),
  );
}

/** What a trigger wants to be told; nothing for most. */
export function watchOf(registry: Registry, kind: string, config: TriggerConfig): OutcomeWatch | undefined {
  const definition = registry.triggers.get(kind);
  if (definition?.kind === "outcome") return definition.watches(definition.config.parse(ownConfig(config)));
  const awaits = awaitedBy(registry, kind, config);
  if (awaits?.fires !== "complete") return undefined;
  return { rules: awaits.rules, states: awaits.on === "success" ? ["success"] : ["success", "failed", "cancelled"] };
}

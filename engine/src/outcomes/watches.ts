/**
 * Which triggers are to be told of which rules. Kept in the same transaction as the triggers themselves; and when a rule is
 * made or gets other labels, those that watch it follow.
 */
import type { TriggerConfig } from "@belfry/model";
import type { OutcomeWatch } from "@belfry/plugin-kit";
import type { Tx } from "@belfry/store";
import type { Registry } from "../registry.ts";
import { ownConfig } from "../slots/own-config.ts";
import { deleteOutcomeWatches } from "../sql/outcomes/delete-outcome-watches.ts";
import { followWatchedRule } from "../sql/outcomes/follow-watched-rule.ts";
import { insertOutcomeDemands } from "../sql/outcomes/insert-outcome-demands.ts";
import { insertOutcomeWatches } from "../sql/outcomes/insert-outcome-watches.ts";
import { lockOutcomeDemands } from "../sql/outcomes/lock-outcome-demands.ts";
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
  await lockOutcomeDemands(tx);
  await insertOutcomeDemands(tx, demands);
  await insertOutcomeWatches(
    tx,
    demands.map(({ triggerId }) => triggerId),
  );
}

/** A rule was made, or its labels have changed: those that watch it follow. */
export async function followRule(tx: Tx, ruleId: number): Promise<void> {
  // Whoever begins to watch in this moment either sees the rule as it is now, or is seen here.
  await lockOutcomeDemands(tx);
  await followWatchedRule(tx, ruleId);
}

/** What a trigger wants to be told; nothing for most. */
export function watchOf(registry: Registry, kind: string, config: TriggerConfig): OutcomeWatch | undefined {
  const definition = registry.triggers.get(kind);
  if (definition?.kind === "outcome") return definition.watches(definition.config.parse(ownConfig(config)));
  const awaits = awaitedBy(registry, kind, config);
  if (awaits?.fires !== "complete") return undefined;
  return { rules: awaits.rules, states: awaits.on === "success" ? ["success"] : ["success", "failed", "cancelled"] };
}

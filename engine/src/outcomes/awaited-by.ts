import type { TriggerConfig } from "@belfry/model";
import type { AwaitedRules, ScheduleTrigger } from "@belfry/plugin-kit";
import type { Registry } from "../registry.ts";
import { ownConfig } from "../slots/own-config.ts";

/** The other rules that a trigger depends on; nothing for most. @throws what its plugin throws for a bad configuration */
export function awaitedBy(registry: Registry, kind: string, config: TriggerConfig): AwaitedRules | undefined {
  const definition = registry.triggers.get(kind);
  return definition?.kind === "schedule" ? definition.awaits?.(scheduleConfig(definition, config)) : undefined;
}

/** The configuration of a schedule. One that waits for other rules knows itself when a business day begins. */
export function scheduleConfig(definition: ScheduleTrigger, config: TriggerConfig): unknown {
  const { dayStartsAt } = config;
  const own = ownConfig(config);
  return definition.config.parse(
    definition.awaits === undefined || dayStartsAt === undefined ? own : { ...own, dayStartsAt },
  );
}

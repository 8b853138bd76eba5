import type { TriggerConfig } from "@belfry/model";
import type { PollTrigger, SubscribeTrigger } from "@belfry/plugin-kit";
import type { Registry } from "../registry.ts";
import { ownConfig } from "../slots/own-config.ts";

export type FeedTrigger = PollTrigger | SubscribeTrigger;

/** The trigger of a kind when it takes its events from elsewhere; nothing for others, and where its plugin is missing. */
export function feedTriggerOf(registry: Registry, kind: string): FeedTrigger | undefined {
  const definition = registry.triggers.get(kind);
  return definition?.kind === "poll" || definition?.kind === "subscribe" ? definition : undefined;
}

/** The kinds of feeds that this process has plugins for. */
export function feedKinds(registry: Registry): string[] {
  return [...registry.triggers.keys()].filter((kind) => feedTriggerOf(registry, kind) !== undefined);
}

/** What a trigger gets of its entry. @throws what its schema throws for a configuration that it cannot read any more */
export function feedConfig(definition: FeedTrigger, config: TriggerConfig): unknown {
  return definition.config.parse(ownConfig(config));
}

/**
 * Within which source and id of its events are unique. The name and not the id of the trigger: what comes again after
 * somebody edited the trigger is still known.
 */
export function feedName({ ruleId, name }: { readonly ruleId: number; readonly name: string }): string {
  return `${ruleId}/${name}`;
}

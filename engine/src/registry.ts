import { AppError } from "@belfry/model";
import type { ActionDefinition, ChannelDefinition, Plugin, TriggerDefinition } from "@belfry/plugin-kit";

export interface Registry {
  readonly actions: ReadonlyMap<string, ActionDefinition>;
  readonly triggers: ReadonlyMap<string, TriggerDefinition>;
  readonly channels: ReadonlyMap<string, ChannelDefinition>;
}

/**
 * Gathers what the plugins bring. Fails at start-up, not at three in the morning.
 * @throws AppError PLUGIN_CONFLICT when two plugins bring the same id
 */
export function createRegistry(plugins: readonly Plugin[]): Registry {
  return {
    actions: gather(plugins, "action", (plugin) => plugin.actions),
    triggers: gather(plugins, "trigger", (plugin) => plugin.triggers),
    channels: gather(plugins, "channel", (plugin) => plugin.channels),
  };
}

function gather<T extends { readonly id: string }>(
  plugins: readonly Plugin[],
  kind: string,
  of: (plugin: Plugin) => readonly T[] | undefined,
): Map<string, T> {
  const found = new Map<string, T>();
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    for (const item of of(plugin) ?? []) {
      const first = owners.get(item.id);
      if (first !== undefined) {
        const reason = `Both ${first} and ${plugin.name} bring the ${kind} ${item.id}.`;
        throw new AppError("PLUGIN_CONFLICT", { reason, kind, id: item.id, first, second: plugin.name });
      }
      found.set(item.id, item);
      owners.set(item.id, plugin.name);
    }
  }
  return found;
}

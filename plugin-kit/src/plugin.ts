import type { ActionDefinition } from "./action.ts";
import type { ChannelDefinition } from "./channel.ts";
import type { TriggerDefinition } from "./trigger.ts";

export interface Plugin {
  /** The npm package name. */
  readonly name: string;
  readonly version: string;
  readonly triggers?: readonly TriggerDefinition[];
  readonly actions?: readonly ActionDefinition[];
  readonly channels?: readonly ChannelDefinition[];
  /** Makes HTML of MJML when a template is saved; says in sentences what is wrong with it. Of several plugins the first one does. */
  readonly compileMjml?: (source: string) => Promise<{ readonly html: string; readonly problems: readonly string[] }>;
}

/** Makes a plugin: one npm package with triggers, actions and channels. Twins of known ids are refused at start-up. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}

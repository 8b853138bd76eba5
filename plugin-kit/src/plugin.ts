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
  /** Makes HTML of MJML when a template is saved or shown before that. Of several plugins the first one does. */
  readonly compileMjml?: (source: string) => Promise<CompiledMjml>;
}

/** What MJML became. With problems its HTML is not used. */
export interface CompiledMjml {
  readonly html: string;
  readonly problems: readonly MjmlProblem[];
}

export interface MjmlProblem {
  /** What is wrong, as a full sentence. */
  readonly message: string;
  /** Where, counted from 1. @default the whole */
  readonly line?: number;
}

/** Makes a plugin: one npm package with triggers, actions and channels. Twins of known ids are refused at start-up. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}

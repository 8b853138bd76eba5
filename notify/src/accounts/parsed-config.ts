import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { Account } from "./account.ts";

type Parsed = { readonly config: unknown } | undefined;

/** A claim reads its accounts once, and each of its messages asks for all of them. */
const known = new WeakMap<Account["config"], Parsed>();

/** The configuration of an account as its channel understands it; nothing when it is not valid any more. */
export function parsedConfig(channel: ChannelDefinition, { config }: Account): Parsed {
  if (known.has(config)) return known.get(config);
  const { success, data } = channel.account.safeParse(config);
  const parsed = success ? { config: data } : undefined;
  known.set(config, parsed);
  return parsed;
}

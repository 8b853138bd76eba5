import { isDeepStrictEqual } from "node:util";
import type { TriggerConfig } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { Registry } from "../registry.ts";
import { ownConfig } from "../slots/own-config.ts";
import { deleteFeed } from "../sql/feeds/delete-feed.ts";
import { upsertFeed } from "../sql/feeds/upsert-feed.ts";
import { feedTriggerOf } from "./feed-trigger.ts";

/** A trigger as far as its feed is concerned. */
interface Fed {
  readonly key: string;
  readonly kind: string;
  readonly config: TriggerConfig;
}

/** Where the feed of a trigger had got to when the trigger ended. */
export interface EndedFeed extends Fed {
  readonly cursor: unknown;
}

/** Ends the feed of a trigger that ends. Whoever works for it notices when it writes, or a second later. */
export async function endFeed(tx: Tx, trigger: Fed & { readonly id: number }): Promise<EndedFeed> {
  const { key, kind, config } = trigger;
  return { key, kind, config, cursor: await deleteFeed(tx, trigger.id) };
}

/**
 * Makes the feed of a trigger, or lets it go on; nothing for triggers that have none. One that follows another of the same
 * name and source goes on where that one had got to, or an edit of its condition would lose what came in between.
 */
export async function keepFeed(
  tx: Tx,
  registry: Registry,
  trigger: Fed & { readonly triggerId: number; readonly ruleId: number },
  ended: readonly EndedFeed[] = [],
): Promise<void> {
  const definition = feedTriggerOf(registry, trigger.kind);
  if (definition === undefined) return;
  const { triggerId, ruleId, kind } = trigger;
  const before = ended.find((one) => isSameSource(one, trigger));
  await upsertFeed(tx, { triggerId, ruleId, kind, mode: definition.kind, cursor: before?.cursor ?? null });
}

function isSameSource(one: Fed, other: Fed): boolean {
  if (one.key !== other.key || one.kind !== other.kind) return false;
  return isDeepStrictEqual(ownConfig(one.config), ownConfig(other.config));
}

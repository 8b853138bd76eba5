import type { Store } from "@belfry/store";
import type { EngineHooks } from "../engine-api.ts";
import { releaseHeldBy } from "../sql/nodes/release-held-by.ts";
import { removeNodes } from "../sql/nodes/remove-nodes.ts";
import type { Peer } from "./watch-peers.ts";

export interface TakeOverDeps {
  readonly store: Store;
  readonly onNodesGone: EngineHooks["onNodesGone"];
}

export interface TakenOver {
  /** Those that this call removed; another node may have been quicker. */
  readonly nodes: readonly number[];
  readonly executions: number;
}

/** Gives back what gone nodes held, all in one transaction; of several nodes that notice, one does it. */
export async function takeOver(deps: TakeOverDeps, gone: readonly Peer[]): Promise<TakenOver> {
  return deps.store.transaction(async (tx) => {
    const removed = await removeNodes(tx, gone);
    if (removed.length === 0) return { nodes: removed, executions: 0 };
    const released = await releaseHeldBy(tx, removed);
    await deps.onNodesGone?.(tx, removed);
    return { nodes: removed, executions: released };
  });
}

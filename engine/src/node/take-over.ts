import type { Store } from "@belfry/store";
import type { EngineHooks } from "../engine-hooks.ts";
import { releaseFeedsHeldBy } from "../sql/feeds/release-feeds-held-by.ts";
import { releaseHeldBy } from "../sql/nodes/release-held-by.ts";
import { removeNodes } from "../sql/nodes/remove-nodes.ts";
import { selectUnknownHolders } from "../sql/nodes/select-unknown-holders.ts";
import type { Peer } from "./watch-peers.ts";

export interface TakeOverDeps {
  readonly store: Store;
  readonly onNodesGone: EngineHooks["onNodesGone"];
}

export interface TakenOver {
  /** Those that this call removed, or whose row was gone before; another node may have been quicker. */
  readonly nodes: readonly number[];
  readonly executions: number;
}

/**
 * Removes gone nodes and gives back what they held, all in one transaction; of several nodes that notice, one does it.
 * With none to remove it gives back what is held by nodes whose row is no longer there.
 */
export async function takeOver(deps: TakeOverDeps, gone: readonly Peer[]): Promise<TakenOver> {
  return deps.store.transaction(async (tx) => {
    const removed = gone.length === 0 ? [] : await removeNodes(tx, gone);
    if (gone.length > 0 && removed.length === 0) return { nodes: [], executions: 0 };
    const nodes = [...new Set([...removed, ...(await selectUnknownHolders(tx))])];
    await releaseFeedsHeldBy(tx, nodes);
    if (nodes.length === 0) return { nodes, executions: 0 };
    const executions = await releaseHeldBy(tx, nodes);
    await deps.onNodesGone?.(tx, nodes);
    return { nodes, executions };
  });
}

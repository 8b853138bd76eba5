import type { Store } from "@belfry/store";
import type { EngineHooks } from "../engine-hooks.ts";
import { releaseFeedsHeldBy } from "../sql/feeds/release-feeds-held-by.ts";
import { insertAlertSignals } from "../sql/alerts/insert-alert-signals.ts";
import { forgetRefusals } from "../sql/nodes/forget-refusals.ts";
import { releaseHeldBy, type GoneNode } from "../sql/nodes/release-held-by.ts";
import { removeNodes } from "../sql/nodes/remove-nodes.ts";
import { selectUnknownHolders } from "../sql/nodes/select-unknown-holders.ts";
import type { Peer } from "./watch-peers.ts";

export interface TakeOverDeps {
  readonly store: Store;
  readonly onNodesGone: EngineHooks["onNodesGone"];
  /** So many nodes may die below an execution before it is set aside. */
  readonly maxLives: number;
}

export interface TakenOver {
  /** Those that this call removed, or whose row was gone before; another node may have been quicker. */
  readonly nodes: readonly number[];
  readonly executions: number;
  /** How many of them run one at a time from now on, because nodes died while they ran. */
  readonly suspects: number;
}

/**
 * Removes gone nodes and gives back what they held, all in one transaction; of several nodes that notice, one does it.
 * With none to remove it gives back what is held by nodes whose row is no longer there.
 * @param how whether they died, or left in order
 */
export async function takeOver(deps: TakeOverDeps, gone: readonly Peer[], how: "died" | "left"): Promise<TakenOver> {
  return deps.store.transaction(async (tx) => {
    const removed = gone.length === 0 ? [] : await removeNodes(tx, gone);
    if (gone.length > 0 && removed.length === 0) return { nodes: [], executions: 0, suspects: 0 };
    const unknown = (await selectUnknownHolders(tx)).filter((id) => !removed.some((node) => node.id === id));
    const all: GoneNode[] = [
      ...removed.map((node) => ({ ...node, died: node.died && how === "died" })),
      // Nobody knows how they ended.
      ...unknown.map((id) => ({ id, label: `(${id})`, died: false })),
    ];
    const nodes = all.map(({ id }) => id);
    await releaseFeedsHeldBy(tx, nodes);
    if (nodes.length === 0) return { nodes, executions: 0, suspects: 0 };
    const given = await releaseHeldBy(tx, all, deps.maxLives);
    const refused = await forgetRefusals(tx);
    await insertAlertSignals(
      tx,
      all.flatMap(({ id, label, died }) =>
        died ? [{ kind: "node.lost", subject: nameOf(label), facts: { node: id, executions: given.executions } }] : [],
      ),
    );
    await deps.onNodesGone?.(tx, nodes);
    return { nodes, executions: given.executions + refused, suspects: given.suspects };
  });
}

/** The name of its host: a node that comes back has another number. */
function nameOf(label: string): string {
  return label.replace(/ \(\d+\)$/, "");
}

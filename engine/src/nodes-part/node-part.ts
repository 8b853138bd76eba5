import { AppError, type Actor } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { drainNode } from "../sql/nodes/drain-node.ts";
import { resumeNode } from "../sql/nodes/resume-node.ts";
import { selectNodes, type NodeRow } from "../sql/nodes/select-nodes.ts";
import type { NodeRole, NodeState, NodeView } from "./node-view.ts";

/** What the engine answers about the processes that take part. */
export interface NodePart {
  /** All of them, the oldest first. */
  listNodes(): Promise<NodeView[]>;
  /**
   * Lets a node take nothing new and hand over what it holds; running actions get `graceMs` to end. The node hears of it
   * at once. A second call sets the deadline anew. @throws AppError NODE_NOT_FOUND, NODE_LEAVING
   */
  drainNode(node: number, options: { readonly by: Actor; readonly graceMs: number }): Promise<NodeView>;
  /** Lets a node take work again; one that does is left alone. @throws AppError NODE_NOT_FOUND, NODE_LEAVING */
  resumeNode(node: number, options: { readonly by: Actor }): Promise<NodeView>;
}

export function createNodePart({ store, audit, bus }: EngineCore): NodePart {
  const list = async (): Promise<NodeView[]> => {
    const rows = await selectNodes(store);
    const attended = new Set(
      rows.filter(({ draining, leaving }) => !draining && !leaving).flatMap(({ roles }) => roles),
    );
    return rows.map((row) => viewOf(row, attended));
  };
  const get = async (node: number): Promise<NodeView> => {
    const found = (await list()).find(({ id }) => id === node);
    if (found === undefined) throw new AppError("NODE_NOT_FOUND", { node });
    return found;
  };
  return {
    listNodes: list,
    async drainNode(node, { by, graceMs }) {
      const { name } = await get(node);
      await store.transaction(async (tx) => {
        if (!(await drainNode(tx, { node, by: by.name, graceMs }))) throw new AppError("NODE_LEAVING", { node });
        const detail = { name, graceMs };
        await audit(tx, {
          by,
          action: "nodes.drain",
          subject: { kind: "node", id: String(node) },
          outcome: "done",
          detail,
        });
      });
      bus.tell("nodes");
      return get(node);
    },
    async resumeNode(node, { by }) {
      const { name } = await get(node);
      await store.transaction(async (tx) => {
        if (!(await resumeNode(tx, node))) throw new AppError("NODE_LEAVING", { node });
        const detail = { name };
        await audit(tx, {
          by,
          action: "nodes.resume",
          subject: { kind: "node", id: String(node) },
          outcome: "done",
          detail,
        });
      });
      bus.tell("nodes");
      return get(node);
    },
  };
}

function viewOf(row: NodeRow, attended: ReadonlySet<NodeRole>): NodeView {
  const { draining, leaving: _leaving, drainBy, drainAt, drainUntil, holds: _holds, ...shown } = row;
  return {
    ...shown,
    state: stateOf(row),
    drain: draining ? { by: drainBy, at: drainAt, until: drainUntil } : null,
    unattended: row.roles.filter((role) => role !== "api" && !attended.has(role)),
  };
}

function stateOf({ draining, leaving, holds, running, feeds }: NodeRow): NodeState {
  if (leaving) return "leaving";
  if (!draining) return "active";
  return holds || running > 0 || feeds > 0 ? "draining" : "drained";
}

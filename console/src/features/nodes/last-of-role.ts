import type { NodeView } from "@belfry/client";

export type NodeRole = NodeView["roles"][number];

/** The roles that no other active node has: nobody would do this work once the node is drained. */
export function lastOfRoles(node: NodeView, nodes: readonly NodeView[]): readonly NodeRole[] {
  const others = nodes.filter(({ id, state }) => id !== node.id && state === "active");
  // Requests are answered by a drained node, too.
  return node.roles.filter((role) => role !== "api" && others.every(({ roles }) => !roles.includes(role)));
}

/** The roles that no active node has now. */
export function unattendedRoles(nodes: readonly NodeView[]): readonly NodeRole[] {
  return [...new Set(nodes.flatMap(({ unattended }) => unattended))];
}

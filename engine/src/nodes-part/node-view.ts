/** What one process does for the installation. */
export type NodeRole = "api" | "scheduler" | "worker";

export type NodeState = "active" | "draining" | "drained" | "leaving";

/** A node as people see it. */
export interface NodeView {
  readonly id: number;
  /** The machine that it runs on. */
  readonly name: string;
  readonly roles: readonly NodeRole[];
  readonly version: string;
  /** The same for nodes that run the same version with the same plugins; null for a node that does not tell. */
  readonly build: string | null;
  /** The newest migration that it knows; null for a node that does not tell. */
  readonly schema: number | null;
  readonly state: NodeState;
  readonly startedAt: Date;
  /** When it last told of itself. */
  readonly seenAt: Date | null;
  readonly running: number;
  readonly concurrency: number;
  readonly claimedPerMinute: number;
  readonly feeds: number;
  readonly drain: { readonly by: string | null; readonly at: Date | null; readonly until: Date | null } | null;
  /** Those of its roles that no active node has. */
  readonly unattended: readonly NodeRole[];
}

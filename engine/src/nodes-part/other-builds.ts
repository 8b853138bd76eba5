/**
 * The other builds of Belfry that take part. While an installation is updated, or when nodes have different plugins, one
 * may not know what another one's rules use; that is no fault of the rules as long as somebody knows it.
 */
import type { Store } from "@belfry/store";
import { selectBuilds, type NodeBuild } from "../sql/nodes/select-builds.ts";

export interface OtherBuilds {
  /** Whether a worker of another build takes part, at the moment at which it is asked. */
  hasWorker(): Promise<boolean>;
  /**
   * The kinds of triggers that schedulers of other builds know. What was read a moment ago lacks a node that has just come:
   * before one of them is called unknown, it is asked about by name.
   */
  triggerKinds(unknown?: string): Promise<ReadonlySet<string>>;
  /** All nodes with their versions, for people. */
  describe(): Promise<string[]>;
}

/** Nodes come and go rarely, and it is asked only when something is unknown. */
const FRESH_MS = 1_000;

/** @param own the build of this process */
export function createOtherBuilds(store: Pick<Store, "query">, own: string): OtherBuilds {
  let kept: { readonly nodes: Promise<NodeBuild[]>; readonly at: number } | undefined;
  const all = (): Promise<NodeBuild[]> => {
    const now = performance.now();
    if (kept === undefined || now - kept.at > FRESH_MS) {
      const nodes = selectBuilds(store);
      kept = { nodes, at: now };
      nodes.catch(() => (kept = undefined));
    }
    return kept.nodes;
  };
  const others = async (role: string): Promise<NodeBuild[]> =>
    (await all()).filter(({ roles, build }) => roles.includes(role) && build !== own);
  const forgetBefore = (asked: number): void => {
    if (kept !== undefined && kept.at < asked) kept = undefined;
  };
  const kindsOfOthers = async () =>
    new Set((await others("scheduler")).flatMap(({ triggerKinds }) => triggerKinds ?? []));
  return {
    async hasWorker() {
      const asked = performance.now();
      if ((await others("worker")).length > 0) return true;
      forgetBefore(asked);
      return (await others("worker")).length > 0;
    },
    async triggerKinds(unknown) {
      const asked = performance.now();
      const kinds = await kindsOfOthers();
      if (unknown === undefined || kinds.has(unknown)) return kinds;
      forgetBefore(asked);
      return kindsOfOthers();
    },
    async describe() {
      return (await all()).map(({ id, name, version }) => `${name} (${id}), version ${version}`);
    },
  };
}

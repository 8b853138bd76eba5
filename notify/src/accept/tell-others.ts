import type { ActionLog } from "@belfry/plugin-kit";
import type { Queryable } from "@belfry/store";
import { tellDeliveries } from "../sql/tell-deliveries.ts";

/** Nodes are told of everything that comes within this time at once: each notification makes every node look. */
const TOLD_EVERY_MS = 20;

/**
 * Tells the nodes that send that something has become due, soon after it is called. Only a hint: a dispatcher elsewhere
 * finds the message at its next tick anyway.
 */
export function createTeller(store: Queryable, log: ActionLog): () => void {
  let asked = false;
  let telling = false;

  const tell = async (): Promise<void> => {
    while (asked) {
      asked = false;
      try {
        await tellDeliveries(store);
      } catch (error) {
        log.warn("Other nodes could not be told about a message.", { error: String(error) });
      }
      await new Promise((resolve) => setTimeout(resolve, TOLD_EVERY_MS).unref());
    }
    telling = false;
  };

  return () => {
    asked = true;
    if (telling) return;
    telling = true;
    void tell();
  };
}

import type { DryRunEffect } from "@belfry/plugin-kit";
import { connectionName, connectionOf } from "../breakers/connection-name.ts";
import type { AttemptCalls } from "../breakers/attempt-calls.ts";
import type { ActionServices } from "../run/action-services.ts";

/** The ways out of an action that is only tried out, and which connections it called, or would have called. */
export interface TrialCalls {
  readonly ways: Pick<AttemptCalls, "fetch" | "addressOf">;
  /** @param effects what it would have sent, and did not */
  connections(effects: readonly DryRunEffect[]): ReadonlySet<string>;
}

/** A dry run is not parked: whoever waits for its answer is told instead that the rule would have been. */
export function trialCalls(services: Pick<ActionServices, "fetch" | "addressOf">): TrialCalls {
  const called = new Set<string>();
  const note = (connection: string | undefined) => {
    if (connection !== undefined) called.add(connection);
  };
  return {
    ways: {
      fetch(address, request) {
        note(connectionOf(address));
        return services.fetch(address, request);
      },
      addressOf(target) {
        note(connectionName(target));
        return services.addressOf(target);
      },
    },
    connections(effects) {
      for (const effect of effects) if (effect.kind === "request") note(connectionOf(effect.url));
      return called;
    },
  };
}

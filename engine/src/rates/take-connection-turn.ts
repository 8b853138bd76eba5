import { ActionFailure } from "@belfry/plugin-kit";
import type { ExecutionFrame } from "../run/execution-frame.ts";
import { takeTurn } from "./take-turn.ts";

export interface ConnectionTurn {
  readonly connection: string;
  /** Whether the attempt has called nobody yet, so that it may be done anew. */
  readonly mayLetGo: boolean;
}

/**
 * The turn of a call at the limit of its connection. Returns until when the execution is to let go; nothing when it may
 * call now.
 * @throws ActionFailure CONNECTION_LIMITED when it cannot let go and would have to wait for too long
 */
export async function takeConnectionTurn(
  { deps, claimed }: Pick<ExecutionFrame, "deps" | "claimed">,
  step: { readonly id: string; readonly iteration: string; readonly signal: AbortSignal },
  { connection, mayLetGo }: ConnectionTurn,
): Promise<Date | undefined> {
  const rate = await deps.connectionRates.of(connection);
  if (rate === undefined) return undefined;
  const turn = { executionId: claimed.id, action: step.id, iteration: step.iteration, key: `connection/${connection}` };
  const mayHave = mayLetGo && claimed.epoch > 1;
  const taken = await takeTurn(deps.store, { turn, rate, mayHave, mayLetGo, signal: step.signal });
  switch (taken.kind) {
    case "now":
      return undefined;
    case "later":
      return taken.at;
    case "too-long":
      throw new ActionFailure(`The rate limit of ${connection} has no turn for this call within a minute.`, {
        class: "external",
        code: "CONNECTION_LIMITED",
        retryAfterMs: taken.waitMs,
        details: { connection },
      });
  }
}

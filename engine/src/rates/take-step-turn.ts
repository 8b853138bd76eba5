import { createHash } from "node:crypto";
import type { Scope } from "../rules/scope.ts";
import type { CompiledAction } from "../run/compiled-step.ts";
import type { ExecutionFrame } from "../run/execution-frame.ts";
import type { StepRate } from "./step-rate.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * The turn of an attempt at the limit of its step. Returns until when the execution is to let go; nothing when it may run
 * now. @throws what the expression of the key throws
 */
export async function takeStepTurn(
  { deps, claimed, rule, signal }: ExecutionFrame,
  step: CompiledAction & { readonly rate: StepRate },
  { scope, iteration }: { readonly scope: Scope; readonly iteration: string },
): Promise<Date | undefined> {
  const { rate, key } = step.rate;
  // As a hash: a key may be the number of a customer.
  const shared = key === undefined ? undefined : JSON.stringify(key(scope) ?? null);
  const name = shared === undefined ? `step/${rule.id}/${step.id}` : `key/${hashOf(shared)}`;
  const turn = { executionId: claimed.id, action: step.id, iteration, key: name };
  const taken = await takeTurn(deps.store, { turn, rate, mayHave: claimed.epoch > 1, mayLetGo: true, signal });
  return taken.kind === "later" ? taken.at : undefined;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

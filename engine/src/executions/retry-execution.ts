import type { Actor } from "@belfry/model";
import type { Audit } from "../audit.ts";
import { againIfInterrupted } from "../rules/again-if-interrupted.ts";
import type { RetryDeps, RetryHow } from "./retry.ts";
import { retryOne } from "./retry-one.ts";

/** A parent may have a hundred thousand failed children; the audit trail is not the place to list them. */
const MOST_NAMED = 100;

export interface RetryOptions extends Partial<RetryHow> {
  readonly by: Actor;
  /** Why, for the audit trail. */
  readonly note?: string;
}

/**
 * Retries a failed or cancelled execution for somebody: from the action that failed with the version that failed, unless
 * they say otherwise. Returns the execution that works now.
 */
export async function retryExecution(
  deps: RetryDeps & { readonly audit: Audit },
  id: number,
  { by, from = "failed", version = "same", note }: RetryOptions,
): Promise<number> {
  return againIfInterrupted(() =>
    deps.store.transaction(async (tx) => {
      const { rule, executionId, opened } = await retryOne(deps, tx, id, { from, version });
      const subject = { kind: "execution", id: String(id) };
      const why = note === undefined ? {} : { note };
      const detail = { rule, opened: opened.slice(0, MOST_NAMED), from, version, ...why };
      await deps.audit(tx, { by, action: "executions.retry", subject, outcome: "done", detail });
      return executionId;
    }),
  );
}

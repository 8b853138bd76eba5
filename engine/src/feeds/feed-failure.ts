import type { Failure } from "@belfry/model";
import { failureOf } from "../run/failure-of.ts";
import { storableJson } from "../values/storable.ts";

/** Why a feed does not work: what its trigger named, or what the library it uses threw. */
export function feedFailure(error: unknown, mask: <T>(value: T) => T): Omit<Failure, "action"> {
  const { action: _action, ...failure } = failureOf(error, "").failure;
  // A library that cannot connect throws errors of its own: that is the other side's trouble and no bug of the trigger.
  const named =
    failure.code === "ACTION_BUG" ? { ...failure, class: "external" as const, code: codeOf(error) } : failure;
  const message = named.message.trim() === "" ? `It failed with ${named.code} and said nothing else.` : named.message;
  return storableJson(mask({ ...named, message: message.slice(0, LONGEST_MESSAGE), retryable: true }));
}

/** An answer of a server that somebody put into an error would fill the list of feeds. */
const LONGEST_MESSAGE = 2_000;

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : "FEED_FAILED";
}

import type { Caller } from "@belfry/access";

/** Under which a caller's requests are counted and their keys are kept. A person stays the same under another name. */
export function callerKey({ kind, name, userId }: Pick<Caller, "kind" | "name" | "userId">): string {
  return userId === null ? `${kind} ${name}` : `person ${userId}`;
}

import type { OutgoingMessage } from "@belfry/model";
import { holdLimit } from "../release/hold-message.ts";
import type { AcceptDeps } from "./accept-deps.ts";
import type { Origin } from "./origin.ts";
import { validateMessage, type ValidationDeps } from "./validate-message.ts";

export interface CheckOptions {
  /** The action it would come from. */
  readonly origin: Origin;
  /** Where the attachments lie: files of a dry run are not among those that are kept. */
  readonly artifactPath: ValidationDeps["artifactPath"];
}

export interface CheckedMessage {
  /** Set when a second person would have to release it first. */
  readonly held?: { readonly recipients: number; readonly limit: number };
}

/** Looks at a message as when it is accepted, and writes nothing. @throws AppError like `acceptMessage` */
export async function checkMessage(
  deps: AcceptDeps,
  message: OutgoingMessage,
  { origin, artifactPath }: CheckOptions,
): Promise<CheckedMessage> {
  const { recipients } = await validateMessage({ ...deps, artifactPath }, message);
  const limit = await deps.store.transaction((tx) => holdLimit(deps, tx, origin));
  return recipients.length > limit ? { held: { recipients: recipients.length, limit } } : {};
}

import type { Failure } from "@belfry/model";
import { isStorable } from "../values/storable.ts";

/** A checkpoint is read again at every resume and shown in the console; rows belong into a dataset. */
const MAX_OUTPUT_BYTES = 1_048_576;

/** Why an output, given as JSON, cannot be kept as a checkpoint; nothing when it can. */
export function outputRefusal(json: string, action: string): Failure | undefined {
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_OUTPUT_BYTES) {
    const message = `The output of the action has ${bytes} bytes; at most ${MAX_OUTPUT_BYTES} are kept. Pass rows on as a dataset and files as artifacts.`;
    return { class: "runtime", code: "OUTPUT_TOO_LARGE", message, action, retryable: false };
  }
  if (isStorable(json)) return undefined;
  const message =
    "The output of the action holds a NUL character or half of a surrogate pair, which cannot be kept. Remove it, or decode the source with its right encoding.";
  return { class: "runtime", code: "OUTPUT_NOT_TEXT", message, action, retryable: false };
}

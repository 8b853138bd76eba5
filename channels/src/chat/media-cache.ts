/**
 * Files that a provider already has. A list that goes to a group every morning, or that is sent again after a refusal, is
 * uploaded once. An id is good for three days and for the account that uploaded it only, so both are part of what is
 * remembered.
 */
import { createHash } from "node:crypto";

/** An hour less than the provider keeps it: the message with the id may wait a while. */
const KEPT_MS = 3 * 86_400_000 - 3_600_000;
const MOST_ENTRIES = 500;

export class MediaCache {
  readonly #ids = new Map<string, { readonly id: string; readonly until: number }>();

  /** @param now milliseconds since 1970 */
  find(key: string, now: number): string | undefined {
    const known = this.#ids.get(key);
    return known !== undefined && known.until > now ? known.id : undefined;
  }

  remember(key: string, id: string, now: number): void {
    this.#ids.delete(key);
    this.#ids.set(key, { id, until: now + KEPT_MS });
    const [oldest] = this.#ids.keys();
    if (this.#ids.size > MOST_ENTRIES && oldest !== undefined) this.#ids.delete(oldest);
  }

  forget(key: string): void {
    this.#ids.delete(key);
  }
}

/** What a file is remembered by: who uploads it, what it holds and what people see as its name. No secret stands in it. */
export function mediaKey(account: readonly string[], content: Uint8Array, fileName: string): string {
  const hash = createHash("sha256");
  for (const part of [...account, fileName]) hash.update(part).update("\0");
  return hash.update(content).digest("hex");
}

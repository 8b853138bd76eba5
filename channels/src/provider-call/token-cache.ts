/**
 * Access tokens that providers hand out for two hours. Each login makes older tokens worthless at some of them, so a
 * token is shared by all sends of this process, and those that need one at the same time wait for one login.
 */
import { createHash } from "node:crypto";
import type { ChannelContext, DeliveryOutcome } from "@belfry/plugin-kit";

export type TokenAnswer =
  | { readonly kind: "token"; readonly token: string; readonly seconds: number }
  | { readonly kind: "refused"; readonly outcome: Exclude<DeliveryOutcome, { kind: "accepted" }> };

/** It is renewed so long before its end: a request takes its time. */
const EARLY_MS = 300_000;

export class TokenCache {
  readonly #known = new Map<string, { readonly answer: Promise<TokenAnswer>; until: number }>();

  /** @param parts whose token it is: the address, the id and the secret, which is kept as a hash only */
  async tokenOf(
    { now }: Pick<ChannelContext, "now">,
    parts: readonly string[],
    login: () => Promise<TokenAnswer>,
  ): Promise<TokenAnswer> {
    const key = keyOf(parts);
    const known = this.#known.get(key);
    if (known !== undefined && known.until > now.getTime()) return known.answer;
    const entry = { answer: login(), until: now.getTime() + 60_000 };
    this.#known.set(key, entry);
    try {
      const answer = await entry.answer;
      if (answer.kind === "token") entry.until = now.getTime() + answer.seconds * 1_000 - EARLY_MS;
      else if (this.#known.get(key) === entry) this.#known.delete(key);
      return answer;
    } catch (error) {
      if (this.#known.get(key) === entry) this.#known.delete(key);
      throw error;
    }
  }

  /** Forgets a token that the provider does not take any more. One that was renewed meanwhile stays. */
  async forget(parts: readonly string[], token: string): Promise<void> {
    const key = keyOf(parts);
    const known = this.#known.get(key);
    const answer = await known?.answer;
    if (answer?.kind === "token" && answer.token === token && this.#known.get(key) === known) this.#known.delete(key);
  }
}

function keyOf(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

/**
 * How a provider tells the sender later what became of a message: it posts the receipt to an address, and posts it again
 * after a while until it is told in the right words that it was taken. After the last time it gives up.
 */
import { KNOWN } from "./bounds.ts";
import type { FakeClock } from "./fake-clock.ts";

export interface ReceiptPushing {
  readonly clock: FakeClock;
  /** The waits before it is posted again, in milliseconds. */
  readonly waitsMs: readonly number[];
  /** Whether an answer means that the receipt was taken. */
  readonly isTaken: (status: number, body: string) => boolean;
}

interface Pending {
  readonly receipt: unknown;
  at: number;
  posts: number;
}

export class ReceiptPusher {
  readonly #pushing: ReceiptPushing;
  #pending: Pending[] = [];
  #target: string | undefined;
  /** How many were given up. */
  dropped = 0;

  constructor(pushing: ReceiptPushing) {
    this.#pushing = pushing;
  }

  /** Where receipts go from now on. Without an address none is posted, and none is lost but the oldest of very many. */
  pushTo(url: string | undefined): void {
    this.#target = url;
  }

  /** @param at milliseconds since 1970 */
  add(receipt: unknown, at: number): void {
    this.#pending.push({ receipt, at, posts: 0 });
    if (this.#pending.length <= KNOWN) return;
    this.#pending.shift();
    this.dropped += 1;
  }

  /** How many wait to be posted for the first time or again. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** Posts what is due, all in one list as providers do. Returns how many were posted. */
  async pushDue(): Promise<number> {
    const { clock, waitsMs } = this.#pushing;
    const target = this.#target;
    const due = this.#pending.filter(({ at }) => at <= clock.now());
    if (target === undefined || due.length === 0) return 0;
    const isTaken = await this.#post(
      target,
      due.map(({ receipt }) => receipt),
    );
    for (const one of due) {
      const wait = waitsMs[one.posts];
      one.posts += 1;
      one.at = clock.now() + (wait ?? 0);
      if (!isTaken && wait !== undefined) continue;
      if (!isTaken) this.dropped += 1;
      this.#pending = this.#pending.filter((other) => other !== one);
    }
    return due.length;
  }

  async #post(target: string, receipts: readonly unknown[]): Promise<boolean> {
    try {
      const answer = await fetch(target, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(receipts),
        signal: AbortSignal.timeout(5_000),
      });
      return this.#pushing.isTaken(answer.status, await answer.text());
    } catch {
      return false; // nobody answers there: it is posted again
    }
  }
}

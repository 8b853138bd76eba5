/**
 * The limit of a provider: so many in a sliding window, and whoever goes beyond it is shut out for a while. What comes
 * during the penalty is refused and does not prolong it.
 */
import type { FakeClock } from "./fake-clock.ts";

export interface RateLimit {
  readonly most: number;
  readonly windowMs: number;
  /** @default until the window has room again */
  readonly penaltyMs?: number;
}

export class RateWindow {
  readonly #limit: RateLimit;
  readonly #clock: FakeClock;
  #taken: number[] = [];
  #shutUntil = 0;

  constructor(limit: RateLimit, clock: FakeClock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** Takes a place, or says that there is none. */
  take(): boolean {
    const now = this.#clock.now();
    if (now < this.#shutUntil) return false;
    this.#taken = this.#taken.filter((at) => at > now - this.#limit.windowMs);
    if (this.#taken.length >= this.#limit.most) {
      this.punish();
      return false;
    }
    this.#taken.push(now);
    return true;
  }

  /** Shuts out as after one too many. */
  punish(): void {
    const { penaltyMs } = this.#limit;
    if (penaltyMs !== undefined) this.#shutUntil = this.#clock.now() + penaltyMs;
  }
}

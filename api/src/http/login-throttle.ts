/**
 * Slows guessing down. After some failed attempts each further one has to wait, twice as long as the one before, up to a
 * minute. Counted by name and address together, so that a stranger cannot lock somebody out, and more generously by
 * address and by name alone, so that neither many names nor many addresses help. Kept in memory: a restart forgives, and
 * the cost of a password check limits what is left.
 */
import { AppError } from "@belfry/model";

export interface LoginThrottle {
  /** @throws AppError TOO_MANY_ATTEMPTS, with `retryAfterSeconds` */
  check(name: string, address: string): void;
  failed(name: string, address: string): void;
  succeeded(name: string, address: string): void;
}

interface Failures {
  count: number;
  lastAt: number;
}

const LONGEST_WAIT_MS = 60_000;
/** After so long without a failure the count begins anew. */
const FORGET_MS = 900_000;
/** More names than this are an attack; the oldest are forgotten, so that it cannot fill the memory. */
const MOST_KEYS = 10_000;

export interface LoginThrottleOptions {
  /** Milliseconds of a clock that only goes forward. @default that of the process */
  readonly now?: () => number;
  /**
   * Whether a name alone is counted, from whatever address. Not for what nobody can guess anyway: a stranger could slow
   * down a program whose key he knows by name. @default true
   */
  readonly byName?: boolean;
}

export function createLoginThrottle(options: LoginThrottleOptions = {}): LoginThrottle {
  const { now = () => performance.now(), byName = true } = options;
  const keysOf = (name: string, address: string) => countedKeys(name, address, byName);
  const failures = new Map<string, Failures>();

  return {
    check(name, address) {
      const waits = keysOf(name, address).map(({ key, free }) => {
        const found = failures.get(key);
        if (found === undefined || found.count < free) return 0;
        const waitMs = Math.min(1_000 * 2 ** (found.count - free), LONGEST_WAIT_MS);
        return found.lastAt + waitMs - now();
      });
      const longest = Math.max(...waits);
      if (longest > 0) throw new AppError("TOO_MANY_ATTEMPTS", { retryAfterSeconds: Math.ceil(longest / 1_000) });
    },

    failed(name, address) {
      for (const { key } of keysOf(name, address)) {
        const found = failures.get(key);
        const count = found === undefined || now() - found.lastAt > FORGET_MS ? 1 : found.count + 1;
        // Written anew, so that the map stays in the order of the last failure.
        failures.delete(key);
        failures.set(key, { count, lastAt: now() });
      }
      for (const key of failures.keys()) {
        if (failures.size <= MOST_KEYS) break;
        failures.delete(key);
      }
    },

    succeeded(name, address) {
      // Only the pair: a right password for one name must not wipe out the guesses at others from the same address.
      failures.delete(JSON.stringify([name, address]));
    },
  };
}

/** What is counted, and how many failures of it cost nothing. */
function countedKeys(
  name: string,
  address: string,
  byName: boolean,
): { readonly key: string; readonly free: number }[] {
  return [
    { key: JSON.stringify([name, address]), free: 5 },
    { key: `address ${address}`, free: 20 },
    ...(byName ? [{ key: `name ${name}`, free: 50 }] : []),
  ];
}

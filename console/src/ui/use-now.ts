import { useSyncExternalStore } from "react";

interface Ticker {
  readonly watch: (listener: () => void) => () => void;
  readonly read: () => number;
}

/** One timer for all that shows the time, and none while nothing does. */
function createTicker(everyMs: number): Ticker {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    watch(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        now = Date.now();
        for (const tell of listeners) tell();
      }, everyMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    read() {
      // Without a timer nobody keeps `now` fresh.
      if (timer === undefined) now = Math.floor(Date.now() / everyMs) * everyMs;
      return now;
    },
  };
}

const tickers = { second: createTicker(1_000), "ten-seconds": createTicker(10_000) } as const;
const never: Ticker = { watch: () => () => undefined, read: () => 0 };

/** The time in milliseconds, renewed each second or each ten; `paused` keeps it still, at 0. */
export function useNow(every: keyof typeof tickers | "paused"): number {
  const ticker = every === "paused" ? never : tickers[every];
  return useSyncExternalStore(ticker.watch, ticker.read);
}

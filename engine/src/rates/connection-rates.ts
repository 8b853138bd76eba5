import type { Queryable } from "@belfry/store";
import type { Bus } from "../events/bus.ts";
import { selectConnectionRates } from "../sql/rates/select-connection-rates.ts";
import type { RateLimit } from "./gcra.ts";

/** How often connections may be called, as people say it for the installation. */
export interface ConnectionRates {
  /** Nothing for a connection without a limit. */
  of(connection: string): Promise<RateLimit | undefined>;
  close(): void;
}

export function createConnectionRates({
  store,
  bus,
}: {
  readonly store: Queryable;
  readonly bus: Bus;
}): ConnectionRates {
  let known: Promise<ReadonlyMap<string, RateLimit>> | undefined;
  const forget = () => {
    known = undefined;
  };
  const read = async (): Promise<ReadonlyMap<string, RateLimit>> =>
    new Map((await selectConnectionRates(store)).map(({ connection, ...rate }) => [connection, { ...rate, burst: 1 }]));
  const close = bus.on("config", forget);
  return {
    async of(connection) {
      known ??= read().catch((error: unknown) => {
        forget();
        throw error;
      });
      return (await known).get(connection);
    },
    close,
  };
}

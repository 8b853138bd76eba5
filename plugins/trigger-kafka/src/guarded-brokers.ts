/**
 * A cluster names its members, and the library goes on to them by itself: each is asked about first. So no broker, and
 * nobody who poses as one, leads Belfry to an address that an administrator has not allowed.
 *
 * Over TLS the name is kept, because the certificate carries it, and leads to the address that was allowed; otherwise the
 * connection is told that address itself.
 */
import { isIP } from "node:net";
import { callbackify } from "node:util";
import type { GuardedAddress } from "@belfry/plugin-kit";
import type { Broker, Connection, ConnectionOptions, ConnectionPool } from "@platformatic/kafka";

export interface BrokerGuard {
  /** Lets a pool of connections ask before it connects. */
  watch(pool: ConnectionPool): void;
  /** Where a name leads that was asked about, for sockets that are given a name. */
  readonly lookup: NonNullable<NonNullable<ConnectionOptions["tls"]>["lookup"]>;
}

export function createBrokerGuard(addressOf: GuardedAddress, options: { readonly tls: boolean }): BrokerGuard {
  const allowed = new Map<string, string>();
  return {
    watch(pool) {
      const connect = pool.get.bind(pool);
      const guarded = async (broker: Broker): Promise<Connection> => {
        const address = await addressOf({ host: broker.host, port: broker.port });
        allowed.set(broker.host, address);
        return connect(options.tls ? broker : { ...broker, host: address });
      };
      const get = (broker: Broker, callback?: (error: Error, connection: Connection) => void): unknown => {
        const connecting = guarded(broker);
        // The library asks in both ways.
        return callback === undefined ? connecting : callbackify(() => connecting)(callback);
      };
      Object.defineProperty(pool, "get", { value: get });
    },
    lookup(host, { all }, done) {
      const address = allowed.get(host);
      if (address === undefined) done(new Error(`Nobody has asked whether ${host} may be reached.`), "", 0);
      else if (all === true) done(null, [{ address, family: isIP(address) }]);
      else done(null, address, isIP(address));
    },
  };
}

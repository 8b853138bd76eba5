/**
 * LISTEN with a connection of its own.
 *
 * A notification is a hint, never the truth: it can be lost while the connection is down. So every subscriber also gets
 * `onGap` after a reconnect, and everything that waits for a notification polls behind it as well.
 */
import { Client } from "pg";
import { explainDatabaseError } from "./errors.ts";
import { keepAlive } from "./pool.ts";

export interface Subscription {
  /** Never throws. */
  readonly onMessage: (payload: string) => void;
  /** Called when messages may have been missed. Never throws. */
  readonly onGap?: () => void;
}

export interface Listener {
  /**
   * Starts listening; resolves when notifications are being received. The function returned ends it.
   * @throws AppError DATABASE_UNREACHABLE; the subscription is then forgotten
   */
  listen(channel: string, subscription: Subscription): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The wait between two attempts to connect again. */
const RECONNECT_MS = 500;

export function createListener(options: { readonly url: string; readonly onError: (error: Error) => void }): Listener {
  const subscriptions = new Map<string, Set<Subscription>>();
  let client: Promise<Client> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async (): Promise<Client> => {
    const fresh = new Client({ connectionString: options.url, application_name: "belfry listen", ...keepAlive });
    fresh.on("notification", ({ channel, payload }) => {
      for (const subscription of subscriptions.get(channel) ?? []) subscription.onMessage(payload ?? "");
    });
    fresh.on("error", options.onError);
    await fresh.connect();
    fresh.on("end", () => {
      client = undefined;
      reconnectLater();
    });
    for (const channel of subscriptions.keys()) await fresh.query(`listen ${quoted(channel)}`);
    return fresh;
  };

  const connected = (): Promise<Client> => {
    client ??= connect().catch((error: unknown) => {
      client = undefined;
      throw explainDatabaseError(error);
    });
    return client;
  };

  const reconnectLater = () => {
    if (closed || timer !== undefined || subscriptions.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      connected().then(
        () => {
          for (const set of subscriptions.values()) for (const subscription of set) subscription.onGap?.();
        },
        (error: Error) => {
          options.onError(error);
          reconnectLater();
        },
      );
    }, RECONNECT_MS);
  };

  const forget = (channel: string, subscription: Subscription): "others-listen" | "last" => {
    const set = subscriptions.get(channel);
    set?.delete(subscription);
    if (set === undefined || set.size > 0) return "others-listen";
    subscriptions.delete(channel);
    return "last";
  };

  return {
    async listen(channel, subscription) {
      if (closed) throw new Error("The listener is closed.");
      const set = subscriptions.get(channel) ?? new Set<Subscription>();
      subscriptions.set(channel, set.add(subscription));
      try {
        await (await connected()).query(`listen ${quoted(channel)}`);
      } catch (error) {
        forget(channel, subscription);
        throw explainDatabaseError(error);
      }
      return async () => {
        if (forget(channel, subscription) !== "last" || client === undefined || closed) return;
        // A connection that breaks meanwhile listens to nothing either.
        await client.then((open) => open.query(`unlisten ${quoted(channel)}`)).catch(options.onError);
      };
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      await client?.then((open) => open.end()).catch(options.onError);
    },
  };
}

function quoted(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}

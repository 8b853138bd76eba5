/**
 * LISTEN with a connection of its own.
 *
 * A notification is a hint, never the truth: it can be lost while the connection is down. So every subscriber also gets
 * `onGap` after a reconnect, and everything that waits for a notification polls behind it as well.
 */
import { Client } from "pg";

export interface Subscription {
  readonly onMessage: (payload: string) => void;
  /** Called when messages may have been missed. */
  readonly onGap?: () => void;
}

export interface Listener {
  /** Starts listening; resolves when notifications are being received. The function returned ends it. */
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
    const fresh = new Client({ connectionString: options.url, application_name: "belfry listen", keepAlive: true });
    fresh.on("notification", ({ channel, payload }) => {
      for (const subscription of subscriptions.get(channel) ?? []) subscription.onMessage(payload ?? "");
    });
    fresh.on("error", options.onError);
    fresh.on("end", () => {
      if (closed) return;
      client = undefined;
      reconnectLater();
    });
    await fresh.connect();
    for (const channel of subscriptions.keys()) await fresh.query(`listen ${quoted(channel)}`);
    return fresh;
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

  const connected = (): Promise<Client> => {
    client ??= connect().catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    return client;
  };

  return {
    async listen(channel, subscription) {
      const set = subscriptions.get(channel) ?? new Set<Subscription>();
      subscriptions.set(channel, set.add(subscription));
      await (await connected()).query(`listen ${quoted(channel)}`);
      return async () => {
        set.delete(subscription);
        if (set.size > 0) return;
        subscriptions.delete(channel);
        if (client !== undefined && !closed) await (await client).query(`unlisten ${quoted(channel)}`);
      };
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      const open = client;
      if (open === undefined) return;
      await open.then((c) => c.end()).catch(options.onError);
    },
  };
}

function quoted(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}

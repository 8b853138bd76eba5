import { isIP } from "node:net";
import type { ActionContext } from "@belfry/plugin-kit";
import type { Client } from "pg";
import type { DatabaseServer } from "../database/database-url.ts";

const CONNECT_WITHIN_MS = 10_000;

/**
 * Opens a connection to a PostgreSQL server that the outbound guard allows. Whoever asked for it ends it. Errors that come
 * while it lies idle are told to `onLost`; without it they only show at the next query.
 * @throws the error of the driver; `failureOf` makes a failure of it
 */
export async function connectPostgres(
  ctx: Pick<ActionContext, "addressOf">,
  server: DatabaseServer,
  options: { readonly onLost?: (error: Error) => void } = {},
): Promise<Client> {
  const { default: pg } = await import("pg");
  const address = await ctx.addressOf({ host: server.host, port: server.port });
  const client = new pg.Client({
    host: address,
    port: server.port,
    user: server.user,
    password: server.password,
    database: server.database,
    application_name: "belfry",
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    ssl:
      server.tls === "disable"
        ? false
        : {
            rejectUnauthorized: server.tls === "verify-full",
            // The certificate carries the name and not the address that was looked up for it.
            ...(isIP(server.host) === 0 && { servername: server.host }),
          },
  });
  // An error that nobody hears ends the process.
  client.on("error", (error) => options.onLost?.(error));
  try {
    await client.connect();
    return client;
  } catch (error) {
    await leavePostgres(client);
    throw error;
  }
}

/** Closes a connection, which may be broken already: what was open on it the server takes back either way. */
export async function leavePostgres(client: Client): Promise<void> {
  await client.end().catch(() => undefined);
}

import { connect } from "node:net";
import type { ActionContext } from "@belfry/plugin-kit";
import type { Connection } from "mysql2";
import type { DatabaseServer } from "../database/database-url.ts";

const CONNECT_WITHIN_MS = 10_000;

/**
 * Opens a connection to a MySQL or MariaDB server that the outbound guard allows. Whoever asked for it ends it.
 * @throws the error of the driver; `failureOf` makes a failure of it
 */
export async function connectMysql(ctx: Pick<ActionContext, "addressOf">, server: DatabaseServer): Promise<Connection> {
  const { default: mysql } = await import("mysql2");
  const address = await ctx.addressOf({ host: server.host, port: server.port });
  const connection = mysql.createConnection({
    // The name, for the certificate; the socket goes to the address that was allowed.
    host: server.host,
    stream: () => connect({ host: address, port: server.port, keepAlive: true, noDelay: true }),
    user: server.user,
    password: server.password,
    database: server.database,
    charset: "utf8mb4",
    timezone: "Z",
    dateStrings: true,
    supportBigNumbers: true,
    rowsAsArray: true,
    multipleStatements: false,
    // A server may ask its client for any file of this machine.
    flags: ["-LOCAL_FILES"],
    connectTimeout: CONNECT_WITHIN_MS,
    ...(server.tls !== "disable" && {
      ssl: { rejectUnauthorized: server.tls === "verify-full", verifyIdentity: server.tls === "verify-full" },
    }),
  });
  // An error that nobody hears ends the process.
  connection.on("error", () => undefined);
  try {
    await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
    return connection;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

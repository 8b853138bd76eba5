import { join } from "node:path";
import { migrate, openStore, startEmbeddedPostgres, type Store } from "@belfry/store";
import type { ServerConfig } from "./config.ts";
import type { ServerLog } from "./server-log.ts";

export interface OpenDatabase extends AsyncDisposable {
  readonly store: Store;
}

/** Opens the database, our own or yours, and brings its schema up to date. */
export async function openDatabase(
  config: ServerConfig,
  log: ServerLog,
  onGivenUp: (error: Error) => void,
): Promise<OpenDatabase> {
  await using opening = new AsyncDisposableStack();
  let url = config.databaseUrl;
  if (url === undefined) {
    const server = await startEmbeddedPostgres({
      dataDir: join(config.dataDir, "postgres"),
      onEvent(event) {
        log.info(`embedded database: ${event.kind}`, { ...event });
        if (event.kind === "given-up") onGivenUp(event.error);
      },
    });
    opening.use(server);
    ({ url } = server);
  }
  const directUrl = config.databaseDirectUrl ?? url;
  const migrations = await migrate({ url: directUrl });
  if (migrations.length > 0) log.info("database brought up to date", { migrations });
  const store = openStore({
    url,
    directUrl,
    maxConnections: config.databaseConnections,
    onConnectionError: (error) => log.warn("a database connection broke", { reason: error.message }),
  });
  opening.use(store);
  const open = opening.move();
  return { store, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

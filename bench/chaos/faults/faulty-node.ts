import { createEngine, type Engine } from "@belfry/engine";
import { definePlugin, type ActionDefinition } from "@belfry/plugin-kit";
import { openStore } from "@belfry/store";
import type { TestDatabase } from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";
import { refusedServices } from "../../support/refused-services.ts";
import { createFaultyStore, type FaultyStore } from "./faulty-store.ts";

/** One of the engines of a run, with a store of its own that can be broken. */
export interface FaultyNode {
  readonly engine: Engine;
  readonly faults: FaultyStore;
  /** Ends its heartbeat, as the network does it to a node that is cut off, and the others take its work. */
  cutHeartbeat(): Promise<void>;
  stop(): Promise<void>;
}

export interface FaultyNodeOptions {
  readonly database: TestDatabase;
  readonly folder: string;
  readonly actions: readonly ActionDefinition[];
}

export async function startFaultyNode({ database, folder, actions }: FaultyNodeOptions): Promise<FaultyNode> {
  const own = openStore({ url: database.url, maxConnections: 6 });
  const faults = createFaultyStore(own);
  const engine = await createEngine(
    {
      store: faults.store,
      plugins: [builtinTriggers, definePlugin({ name: "chaos", version: "0", actions })],
      services: refusedServices(folder),
    },
    { concurrency: 5, graceMs: 50 },
  );
  await engine.start();
  return {
    engine,
    faults,
    async cutHeartbeat() {
      await database.store.query({
        name: "chaos-cut-heartbeat",
        text: `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = $1`,
        values: [`belfry node ${engine.node}`],
      });
    },
    async stop() {
      faults.heal();
      await engine.stop();
      await own.close();
    },
  };
}

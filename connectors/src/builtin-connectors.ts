import { definePlugin } from "@belfry/plugin-kit";
import { sqlQuery } from "./database/sql-query.ts";
import { sqlWrite } from "./database/sql-write.ts";

/** The systems that Belfry listens to and writes to: a folder each, with its triggers, its actions and one connection. */
export const builtinConnectors = definePlugin({
  name: "@belfry/connectors",
  version: "0.1.0",
  triggers: [],
  actions: [sqlQuery, sqlWrite],
});

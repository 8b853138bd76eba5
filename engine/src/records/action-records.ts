import type { Records } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { noAudit } from "../audit.ts";
import { removeRecords, writeRecords } from "./change-records.ts";
import { readRecords, recordsByKey } from "./read-records.ts";

/** The tables of records as actions and feeds see them. What they change stands in their runs and not in the audit log. */
export function createRecords(store: Store): Records {
  const deps = { store, audit: noAudit };
  return {
    async get(table, key) {
      const [found] = await recordsByKey(store, table, [key]);
      return found;
    },
    read: (table, filter) => readRecords(store, table, filter),
    upsert: (table, records, options) => writeRecords(deps, table, records, options),
    delete: (table, keys) => removeRecords(deps, table, keys),
  };
}

import type { Records } from "@belfry/plugin-kit";
import type { RecordDeps } from "./change-records.ts";
import { removeRecords, writeRecords } from "./change-records.ts";
import { readRecords, recordsByKey } from "./read-records.ts";

/** The tables of records as actions and feeds see them. What they change stands in their runs and not in the audit log. */
export function createRecords(deps: RecordDeps): Records {
  return {
    async get(table, key) {
      const [found] = await recordsByKey(deps.store, table, [key]);
      return found;
    },
    read: (table, filter) => readRecords(deps.store, table, filter),
    upsert: (table, records, options) => writeRecords(deps, table, records, options),
    delete: (table, keys) => removeRecords(deps, table, keys),
  };
}

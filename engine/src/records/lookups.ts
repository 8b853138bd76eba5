/**
 * The tables that a rule looks values up in, in memory: `lookups.customers["k"].field`. They are loaded before anything is
 * evaluated, because expressions do not wait. A table that is too large or not there fails where it is named, and not
 * before: a rule without that expression is none the worse.
 */
import { AppError, type LookupTable } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectRecordFields } from "../sql/records/select-record-fields.ts";
import { selectRecordRevisions } from "../sql/records/select-record-revisions.ts";

type Fields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Lookups {
  /** The tables of a rule by the names that it gives them. */
  load(wanted: Readonly<Record<string, LookupTable>>): Promise<Readonly<Record<string, Fields>>>;
}

/** More would make each evaluation wait, and fill the memory of every node. */
const MOST_ROWS = 10_000;
const MOST_TABLES = 50;

export function createLookups({ store }: { readonly store: Store }): Lookups {
  const kept = new Map<string, { readonly revision: string; readonly fields: Promise<Fields> }>();

  const fieldsOf = async (id: number): Promise<Fields> => {
    const fields: Record<string, Readonly<Record<string, unknown>>> = Object.create(null);
    for (const row of await selectRecordFields(store, id, MOST_ROWS + 1)) fields[row.key] = row.fields;
    return fields;
  };

  return {
    async load(wanted) {
      const tables = [...new Set(Object.values(wanted).map(({ table }) => table))];
      const found = new Map((await selectRecordRevisions(store, tables)).map((row) => [row.name, row]));
      const loaded = {};
      for (const [name, { table }] of Object.entries(wanted)) {
        const state = found.get(table);
        if (state === undefined) {
          failsWhenNamed(loaded, name, () => new AppError("RECORD_TABLE_NOT_FOUND", { table }));
          continue;
        }
        if (state.rows > MOST_ROWS) {
          failsWhenNamed(loaded, name, () => new AppError("LOOKUP_TOO_LARGE", { table, rows: state.rows }));
          continue;
        }
        const before = kept.get(table);
        if (before?.revision !== state.revision) {
          if (kept.size >= MOST_TABLES) kept.clear();
          const fields = fieldsOf(state.id);
          kept.set(table, { revision: state.revision, fields });
          // A failed read is not kept: the next one asks again.
          fields.catch(() => kept.delete(table));
        }
        Object.assign(loaded, { [name]: await kept.get(table)?.fields });
      }
      return loaded;
    },
  };
}

function failsWhenNamed(lookups: object, name: string, error: () => AppError): void {
  Object.defineProperty(lookups, name, {
    enumerable: true,
    get: () => {
      throw error();
    },
  });
}

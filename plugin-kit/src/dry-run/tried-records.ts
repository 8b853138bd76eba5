import { isDeepStrictEqual } from "node:util";
import type { RecordReader, Records, RecordView } from "../records.ts";
import type { DryRunRecords } from "./dry-run-effect.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What a dry run has made of records: by table and key; undefined: gone. Its later steps see it. */
export type TriedRecords = Map<string, Map<string, RecordView | undefined>>;

/** The tables of records as they would be. Nothing is written: what is changed is kept in `tried` and shown. */
export function triedRecords(
  real: RecordReader,
  options: { readonly tried: TriedRecords; readonly now: Date; readonly show: (effect: DryRunRecords) => void },
): Records {
  const { tried, now, show } = options;
  const changed = (table: string) => {
    const known = tried.get(table) ?? new Map<string, RecordView | undefined>();
    tried.set(table, known);
    return known;
  };
  const get = async (table: string, key: string): Promise<RecordView | undefined> => {
    const own = changed(table);
    return own.has(key) ? own.get(key) : real.get(table, key);
  };
  return {
    get,
    async *read(table, filter = {}) {
      const own = changed(table);
      const pending = [...own.keys()].toSorted();
      for await (const record of real.read(table, filter)) {
        while (pending[0] !== undefined && pending[0] < record.key)
          yield* wanted(own.get(pending.shift() ?? ""), filter);
        if (pending[0] === record.key) yield* wanted(own.get(pending.shift() ?? ""), filter);
        else yield record;
      }
      for (const key of pending) yield* wanted(own.get(key), filter);
    },
    async upsert(table, records, { merge = false } = {}) {
      const changes: DryRunRecords["changes"][number][] = [];
      for (const { key, fields } of records) {
        const before = await get(table, key);
        const after = merge ? { ...before?.fields, ...fields } : fields;
        if (before !== undefined && isDeepStrictEqual(before.fields, after)) continue;
        changes.push({ key, before: before?.fields ?? null, after });
        const { createdAt = now, version = 0 } = before ?? {};
        changed(table).set(key, { key, fields: after, version: version + 1, createdAt, updatedAt: now });
      }
      show({ kind: "records", table, changes });
      const inserted = changes.filter(({ before }) => before === null).length;
      return { inserted, changed: changes.length - inserted };
    },
    async delete(table, keys) {
      const changes: DryRunRecords["changes"][number][] = [];
      for (const key of new Set(keys)) {
        const before = await get(table, key);
        if (before === undefined) continue;
        changes.push({ key, before: before.fields, after: null });
        changed(table).set(key, undefined);
      }
      show({ kind: "records", table, changes });
      return changes.length;
    },
  };
}

function* wanted(
  record: RecordView | undefined,
  { prefix = "", where = {} }: { readonly prefix?: string; readonly where?: Fields },
): Generator<RecordView> {
  if (record === undefined || !record.key.startsWith(prefix)) return;
  if (Object.entries(where).every(([name, value]) => isDeepStrictEqual(record.fields[name], value))) yield record;
}

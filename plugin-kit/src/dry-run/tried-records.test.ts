import { expect, test } from "vitest";
import type { RecordView } from "../records.ts";
import type { DryRunRecords } from "./dry-run-effect.ts";
import { triedRecords } from "./tried-records.ts";

const at = new Date(0);
const record = (key: string, fields: Record<string, unknown>): RecordView => ({
  key,
  fields,
  version: 1,
  createdAt: at,
  updatedAt: at,
});

function open() {
  const kept = [record("a", { n: 1 }), record("c", { n: 3 })];
  const shown: DryRunRecords[] = [];
  const records = triedRecords(
    {
      get: async (_table, key) => kept.find((one) => one.key === key),
      async *read(_table, { prefix = "" } = {}) {
        yield* kept.filter(({ key }) => key.startsWith(prefix));
      },
    },
    { tried: new Map(), now: at, show: (effect) => shown.push(effect) },
  );
  const all = async (filter = {}) => {
    const found: unknown[] = [];
    for await (const { key, fields } of records.read("t", filter)) found.push([key, fields]);
    return found;
  };
  return { records, shown, all };
}

test("what a step changes is seen by later ones, in the order of the keys, and shown with what was before", async () => {
  const { records, shown, all } = open();
  const counted = await records.upsert("t", [
    { key: "b", fields: { n: 2 } },
    { key: "a", fields: { n: 9 } },
    { key: "c", fields: { n: 3 } },
    { key: "d", fields: { n: 4 } },
  ]);
  expect(counted).toEqual({ inserted: 2, changed: 1 });
  expect(shown[0]?.changes).toEqual([
    { key: "b", before: null, after: { n: 2 } },
    { key: "a", before: { n: 1 }, after: { n: 9 } },
    { key: "d", before: null, after: { n: 4 } },
  ]);
  expect(await all()).toEqual([
    ["a", { n: 9 }],
    ["b", { n: 2 }],
    ["c", { n: 3 }],
    ["d", { n: 4 }],
  ]);
  expect(await all({ where: { n: 2 }, prefix: "b" })).toEqual([["b", { n: 2 }]]);
});

test("what is merged keeps its other fields, and what is removed is gone, once", async () => {
  const { records, all } = open();
  await records.upsert("t", [{ key: "a", fields: { m: 1 } }], { merge: true });
  expect((await records.get("t", "a"))?.fields).toEqual({ n: 1, m: 1 });
  expect(await records.delete("t", ["a", "a", "nobody"])).toBe(1);
  expect(await records.get("t", "a")).toBeUndefined();
  expect(await all()).toEqual([["c", { n: 3 }]]);
});

/** Uploads of shops merged into the data lake: named after what the former upload service answered, on a real S3 server. */
import { readFile } from "node:fs/promises";
import { actionContract, contractSecret, type ActionDefinition, type ArtifactRef } from "@belfry/plugin-kit";
import { createTestActionContext, startS3, type TestS3 } from "@belfry/testkit";
import { parquetReadObjects, parquetMetadata } from "hyparquet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtinConnectors } from "../../src/index.ts";

const action = (id: string): ActionDefinition => {
  const found = builtinConnectors.actions?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no action ${id}.`);
  return found;
};
const [merge, put, get] = [action("s3.merge"), action("s3.put"), action("s3.get")];

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3[Symbol.asyncDispose]());

const server = () => ({
  endpoint: s3.endpoint,
  bucket: s3.bucket,
  accessKeyId: s3.accessKeyId,
  secretAccessKey: s3.secretAccessKey,
});
const place = { path: "ods/pdd/pdd_badscore", date: "2025-10-03" };

async function run(what: ActionDefinition, input: Record<string, unknown>) {
  await using context = await createTestActionContext();
  return (await context.run(what, { ...server(), ...input })) as Record<string, unknown>;
}

/** What lies there now. */
async function object(key: string): Promise<Buffer> {
  await using context = await createTestActionContext();
  const { file } = (await context.run(get, { ...server(), key })) as { file: ArtifactRef };
  return await readFile(await context.ctx.artifacts.path(file));
}

async function parquet(key: string) {
  const bytes = await object(key);
  const file = new Uint8Array(bytes).buffer;
  const { schema } = parquetMetadata(file);
  return { columns: schema.slice(1).map(({ name }) => name), rows: await parquetReadObjects({ file }), schema };
}

describe("an upload", () => {
  test("becomes Parquet below its path and date, every column a text, and its figures are told", async () => {
    const data = [
      { shop: "店铺1", score: 5, rate: 0.5 },
      { shop: "店铺2", score: 4, rate: 1 },
    ];
    const key = "ods/pdd/pdd_badscore/dt=2025-10-03/merged_data.parquet";
    expect(await run(merge, { ...place, data })).toMatchObject({
      written: true,
      key,
      bytes: (await object(key)).length,
      rows: 2,
      columns: ["shop", "score", "rate"],
      format: "parquet",
    });
    const { rows, schema } = await parquet(key);
    expect(rows).toEqual([
      { shop: "店铺1", score: "5", rate: "0.5" },
      { shop: "店铺2", score: "4", rate: "1.0" },
    ]);
    expect(schema.slice(1).map(({ type, converted_type: as }) => `${type} ${as}`)).toEqual(
      Array(3).fill("BYTE_ARRAY UTF8"),
    );
  });

  test("replaces what lies there", async () => {
    const at = { ...place, name: "merged_kpi_data" };
    await run(merge, { ...at, data: [{ a: 1 }, { a: 2 }] });
    const { key } = await run(merge, { ...at, data: [{ b: "x" }] });
    expect(await parquet(String(key))).toMatchObject({ columns: ["b"], rows: [{ b: "x" }] });
  });

  test("becomes JSON where that is asked for", async () => {
    const { key } = await run(merge, { ...place, format: "json", data: '[["a","a"],[1,null]]' });
    expect(key).toBe("ods/pdd/pdd_badscore/dt=2025-10-03/merged_data.json");
    expect(JSON.parse((await object(String(key))).toString("utf8"))).toEqual([{ a: "1", a_1: "" }]);
  });

  test("of a header row alone is a table without rows", async () => {
    const { key, rows } = await run(merge, { ...place, name: "empty", data: [["a", "b"]] });
    expect(rows).toBe(0);
    expect(await parquet(String(key))).toMatchObject({ columns: ["a", "b"], rows: [] });
  });

  test("of more rows than are packed at once is read as it was written", async () => {
    const data = Array.from({ length: 25_001 }, (_, n) => ({ n, shop: `店铺${n % 7}` }));
    const { key } = await run(merge, { ...place, name: "large", data });
    const { rows } = await parquet(String(key));
    expect(rows).toHaveLength(25_001);
    expect([rows[9_999], rows[10_000], rows[25_000]]).toEqual(
      [9_999, 10_000, 25_000].map((n) => ({ n: String(n), shop: `店铺${n % 7}` })),
    );
  });

  test("comes from an earlier action as well", async () => {
    await using context = await createTestActionContext();
    const writer = await context.ctx.datasets.create({ columns: ["b", "a"] });
    await writer.write([{ a: 1, b: null }]);
    const rows = await writer.close();
    const { key } = (await context.run(merge, { ...server(), ...place, name: "rows", rows })) as { key: string };
    expect(await parquet(key)).toMatchObject({ columns: ["b", "a"], rows: [{ b: "", a: "1" }] });
  });

  test("without data is refused", async () => {
    await expect(run(merge, place)).rejects.toMatchObject({ code: "S3_MERGE_INVALID", retryable: false });
    await expect(run(merge, { ...place, data: [], from: "x" })).rejects.toThrow("There are data and from to merge.");
  });

  test("without a path is refused, and so is a date that would lie elsewhere", async () => {
    await expect(run(merge, { ...place, path: "/", data: [{ a: 1 }] })).rejects.toMatchObject({
      code: "S3_MERGE_INVALID",
    });
    await expect(run(merge, { ...place, date: "a/b", data: [{ a: 1 }] })).rejects.toMatchObject({
      code: "S3_MERGE_INVALID",
    });
    await expect(run(merge, { ...place, path: "../other", data: [{ a: 1 }] })).rejects.toMatchObject({
      code: "S3_KEY_INVALID",
    });
  });

  test("in an unknown format is refused when the rule is saved", () => {
    expect(merge.input.safeParse({ ...server(), ...place, data: [], format: "iceberg" }).success).toBe(false);
  });

  test("that is broken JSON is refused and not tried again by itself", async () => {
    await expect(run(merge, { ...place, data: '[{"a":1}' })).rejects.toMatchObject({
      code: "UPLOAD_JSON_INVALID",
      message: expect.stringMatching(/^无效的JSON字符串/),
    });
  });
});

describe("uploads of shops", () => {
  test("are merged in the order of their names, with the shop in the first column; an empty cell of one decides for all", async () => {
    const from = "uploads/pdd-badscore/2025-10-02/";
    await run(put, { key: `${from}店铺2.json`, json: [{ score: 4, note: "好" }] });
    await run(put, { key: `${from}店铺1.json`, json: [["score"], [5], [null]] });
    await run(put, { key: "uploads/pdd-badscore/2025-10-01/店铺3.json", json: [{ score: 1 }] });
    const { key, objects } = await run(merge, { ...place, name: "shops", from });
    expect(objects).toBe(2);
    expect((await parquet(String(key))).rows).toEqual([
      { shop: "店铺1", score: "5.0", note: "" },
      { shop: "店铺1", score: "", note: "" },
      { shop: "店铺2", score: "4.0", note: "好" },
    ]);
  });

  test("that are not there write nothing, or fail", async () => {
    const from = "uploads/nobody/";
    expect(await run(merge, { ...place, date: "2025-01-01", from })).toMatchObject({ written: false, rows: 0 });
    await expect(run(get, { key: "ods/pdd/pdd_badscore/dt=2025-01-01/merged_data.parquet" })).rejects.toMatchObject({
      code: "S3_NOT_FOUND",
    });
    await expect(run(merge, { ...place, from, whenEmpty: "fail" })).rejects.toMatchObject({ code: "S3_MERGE_INVALID" });
  });

  test("one of which is broken name it", async () => {
    const from = "uploads/broken/";
    await run(put, { key: `${from}店铺9.json`, text: "[{" });
    await expect(run(merge, { ...place, from })).rejects.toMatchObject({
      code: "UPLOAD_JSON_INVALID",
      details: { key: `${from}店铺9.json` },
    });
  });
});

const input = () => ({ ...server(), ...place, name: "contract", data: [{ a: 1 }] });
for (const check of actionContract(merge, {
  createContext: ({ secrets, ...rest }) =>
    createTestActionContext({
      ...rest,
      secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, "S3RVER"])),
    }),
  validInput: input,
  secretInput: () => ({ ...input(), secretAccessKey: contractSecret.ref }),
  failures: [
    { name: "the bucket is not there", input: () => ({ ...input(), bucket: "nobody-has-it" }), code: "S3_NOT_FOUND" },
    { name: "nobody listens", input: () => ({ ...input(), endpoint: "http://127.0.0.1:1" }) },
    { name: "there is nothing to merge", input: () => ({ ...server(), ...place }), code: "S3_MERGE_INVALID" },
  ],
})) {
  test(check.name, check.run);
}

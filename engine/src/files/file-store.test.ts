import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Row } from "@belfry/plugin-kit";
import type { KeptFile } from "./file-place.ts";
import { createFileStore, type FileStore } from "./file-store.ts";

let folder: string;
let kept: KeptFile[];
let files: FileStore;
let scratch: string;
const inScratch = async () => scratch;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "belfry-files-"));
  kept = [];
  files = createFileStore({
    folder,
    onDurable: (file) => void kept.push(file),
    now: () => new Date("2026-02-16T06:00:00Z"),
  });
  scratch = (await files.scratch("test")).path;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function datasetOf(rows: readonly Row[], columns?: readonly string[]) {
  const writer = await files.datasets(inScratch).create(columns === undefined ? {} : { columns });
  await writer.write(rows);
  return writer.close();
}

async function rowsOf(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe("a dataset", () => {
  test("gives back its rows in their order", async () => {
    const rows = Array.from({ length: 5000 }, (_, n) => ({ n, text: `第${n}行\n"quoted"` }));
    const dataset = await datasetOf(rows);
    expect(dataset).toMatchObject({ rows: 5000, columns: ["n", "text"] });
    expect(dataset.$dataset).toMatch(/^20260216-[0-9a-z]{20}$/);
    expect(await rowsOf(files.datasets(inScratch).read(dataset))).toEqual(rows);
  });

  test("keeps values as JSON: dates as ISO texts, big integers exactly, nothing as null", async () => {
    const dataset = await datasetOf([
      {
        at: new Date("2026-02-16T06:00:00Z"),
        small: 5n,
        big: 12345678901234567890n,
        edge: 9007199254740993n,
        none: undefined,
        nan: NaN,
      },
    ]);
    expect(await rowsOf(files.datasets(inScratch).read(dataset))).toEqual([
      {
        at: "2026-02-16T06:00:00.000Z",
        small: 5,
        big: "12345678901234567890",
        edge: "9007199254740993",
        none: null,
        nan: null,
      },
    ]);
  });

  test("names the columns that only later rows have, after those of the first", async () => {
    expect(await datasetOf([{ b: 1 }, { a: 2, b: 3 }])).toMatchObject({ columns: ["b", "a"] });
  });

  test("without rows has the columns it was opened with", async () => {
    const dataset = await datasetOf([], ["userId", "userName"]);
    expect(dataset).toMatchObject({ rows: 0, columns: ["userId", "userName"] });
    expect(await rowsOf(files.datasets(inScratch).read(dataset))).toEqual([]);
  });

  test("can be left in the middle", async () => {
    const dataset = await datasetOf(Array.from({ length: 2000 }, (_, n) => ({ n })));
    for await (const row of files.datasets(inScratch).read(dataset)) if (row["n"] === 3) break;
    expect(await readFile(await files.datasetPath(dataset), "utf8")).toContain('{"n":1999}\n');
  });

  test("is read from a short list as well", async () => {
    expect(await rowsOf(files.datasets(inScratch).read([{ n: 1 }, { n: 2 }]))).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test("holds rows of a megabyte, and refuses one beyond its limit", async () => {
    const long = { text: "长".repeat(1_000_000) };
    expect(await rowsOf(files.datasets(inScratch).read(await datasetOf([{ n: 1 }, long, { n: 2 }])))).toEqual([
      { n: 1 },
      long,
      { n: 2 },
    ]);
    const writer = await files.datasets(inScratch).create();
    await expect(writer.write([{ text: "x".repeat(5_000_000) }])).rejects.toMatchObject({ code: "DATASET_INVALID" });
    await writer.discard();
  });

  test.each([[[1, 2]], ["text"], [null]])("refuses %j as a row", async (row) => {
    const writer = await files.datasets(inScratch).create();
    await expect(writer.write([row as unknown as Row])).rejects.toMatchObject({ code: "DATASET_INVALID" });
    await writer.discard();
  });

  test("keeps lines whole when a caller does not wait for its writes", async () => {
    const writer = await files.datasets(inScratch).create();
    const part = Array.from({ length: 5000 }, () => ({ filler: "x".repeat(100) }));
    await Promise.all([writer.write(part), writer.write(part), writer.write(part)]);
    const rows = await rowsOf(files.datasets(inScratch).read(await writer.close()));
    expect(rows).toHaveLength(15_000);
  });

  test("leaves nothing behind when it is discarded, and stays when that comes after closing", async () => {
    const writer = await files.datasets(inScratch).create();
    await writer.write([{ n: 1 }]);
    await writer.discard();
    await writer.discard();
    expect(await readdir(scratch)).toEqual([]);
    const other = await files.datasets(inScratch).create();
    await other.write([{ n: 1 }]);
    const dataset = await other.close();
    await other.discard();
    expect(await other.close()).toBe(dataset);
    expect(await rowsOf(files.datasets(inScratch).read(dataset))).toEqual([{ n: 1 }]);
  });

  test("takes over a file that a tool wrote", async () => {
    await writeFile(join(scratch, "out.json"), '{"n":1}\n{"n":2}');
    const dataset = await files.datasets(inScratch).adopt(join(scratch, "out.json"), { rows: 2, columns: ["n"] });
    expect(await rowsOf(files.datasets(inScratch).read(dataset))).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await readdir(scratch)).toEqual([]);
  });

  test("that a tool wrote wrongly is refused with the line", async () => {
    await writeFile(join(scratch, "out.json"), '{"n":1}\n{"n":');
    const dataset = await files.datasets(inScratch).adopt(join(scratch, "out.json"), { rows: 2, columns: ["n"] });
    await expect(rowsOf(files.datasets(inScratch).read(dataset))).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringContaining("Line 2"),
    });
  });

  test("that is one endless line is refused instead of filling the memory", async () => {
    await writeFile(join(scratch, "out.json"), "x".repeat(6_000_000));
    const dataset = await files.datasets(inScratch).adopt(join(scratch, "out.json"), { rows: 1, columns: [] });
    await expect(rowsOf(files.datasets(inScratch).read(dataset))).rejects.toMatchObject({ code: "DATASET_INVALID" });
  });
});

describe("an artifact", () => {
  test("has its content, a name and a size", async () => {
    const artifact = await files
      .artifacts(inScratch)
      .put(Buffer.from("你好"), { name: "名单.txt", mediaType: "text/plain" });
    expect(artifact).toMatchObject({ name: "名单.txt", mediaType: "text/plain", bytes: 6 });
    expect(await readFile(await files.artifacts(inScratch).path(artifact), "utf8")).toBe("你好");
    expect(await files.artifactPath(artifact)).toBe(await files.artifacts(inScratch).path(artifact));
  });

  test.each([
    ["../../etc/passwd", "_.._etc_passwd"],
    ["C:\\temp\\a.xlsx", "C__temp_a.xlsx"],
    ["a\u0000b\nc.xlsx", "abc.xlsx"],
    ["abc\u202Exslx.exe", "abcxslx.exe"],
    ["名单 2026.2.15.xlsx", "名单 2026.2.15.xlsx"],
    [" ... ", "file"],
  ])("named %j is shown as %j and lies inside the folder", async (name, shown) => {
    const artifact = await files.artifacts(inScratch).put(Buffer.from("x"), { name, mediaType: "text/plain" });
    expect(artifact.name).toBe(shown);
    expect(await files.artifactPath(artifact)).toMatch(new RegExp(`^${folder}/artifacts/20260216/[0-9a-z]{20}$`));
  });

  test("with a very long name keeps its ending within 255 bytes", async () => {
    const artifact = await files
      .artifacts(inScratch)
      .put(Buffer.from("x"), { name: `${"晚".repeat(300)}.xlsx`, mediaType: "text/plain" });
    expect(Buffer.byteLength(artifact.name)).toBeLessThanOrEqual(255);
    expect(artifact.name).toMatch(/^晚+\.xlsx$/);
  });

  test.each(["20260216-../../../../etc/passwd", "20260216-abc", "passwd", "20260216-aaaaaaaaaaaaaaaaaaaa"])(
    "that %s names is not found",
    async (id) => {
      const reference = { $artifact: id, name: "x", mediaType: "text/plain", bytes: 1 };
      await expect(files.artifactPath(reference)).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
      await expect(files.datasetPath({ $dataset: id, rows: 1, columns: [] })).rejects.toMatchObject({
        code: "ARTIFACT_NOT_FOUND",
      });
    },
  );

  test("cannot be made of a file outside of the scratch folder, not even through a link", async () => {
    const description = { name: "x", mediaType: "text/plain" };
    await writeFile(join(folder, "outside.txt"), "x");
    await symlink(join(folder, "outside.txt"), join(scratch, "link.txt"));
    const artifacts = files.artifacts(inScratch);
    await expect(artifacts.adopt(join(folder, "outside.txt"), description)).rejects.toMatchObject({
      code: "ARTIFACT_NOT_FOUND",
    });
    await expect(artifacts.adopt(join(scratch, "link.txt"), description)).rejects.toMatchObject({
      code: "ARTIFACT_NOT_FOUND",
    });
    await expect(artifacts.adopt(scratch, description)).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
    await expect(artifacts.adopt(join(scratch, "gone.txt"), description)).rejects.toMatchObject({
      code: "ARTIFACT_NOT_FOUND",
    });
    expect(kept).toEqual([]);
  });
});

describe("the store", () => {
  test("tells of each file once it is durable, before its reference is handed out", async () => {
    const dataset = await datasetOf([{ n: 1 }]);
    const artifact = await files
      .artifacts(inScratch)
      .put(Buffer.from("xyz"), { name: "a/b.txt", mediaType: "text/plain" });
    expect(kept).toEqual([
      { kind: "dataset", id: dataset.$dataset, bytes: 8, rows: 1 },
      { kind: "artifact", id: artifact.$artifact, bytes: 3, name: "a_b.txt", mediaType: "text/plain" },
    ]);
  });

  test("hands out no reference when the row about the file cannot be written", async () => {
    const failing = createFileStore({ folder, onDurable: () => Promise.reject(new Error("no database")) });
    await expect(
      failing.artifacts(inScratch).put(Buffer.from("x"), { name: "x", mediaType: "text/plain" }),
    ).rejects.toThrow("no database");
  });

  test("removes a scratch folder with what is in it, and the folders of crashed attempts at the start", async () => {
    const attempt = await files.scratch("../17 query");
    await writeFile(join(attempt.path, "half.xlsx"), "x");
    await attempt[Symbol.asyncDispose]();
    await attempt[Symbol.asyncDispose]();
    expect(await readdir(join(folder, "scratch"))).toHaveLength(1);
    await files.clearScratch();
    expect(await readdir(folder)).toEqual([]);
  });

  test("removes the days before a date and keeps the others", async () => {
    const [old, young] = await Promise.all(
      ["2026-01-31T12:00:00Z", "2026-02-01T12:00:00Z"].map((moment) => {
        const store = createFileStore({ folder, now: () => new Date(moment) });
        return store.artifacts(inScratch).put(Buffer.from("x"), { name: "x", mediaType: "text/plain" });
      }),
    );
    const rows = await datasetOf([{ n: 1 }]);
    expect(await files.removeOlderThan(new Date("2026-02-01T23:00:00Z"), "artifact")).toBe(1);
    await expect(files.artifactPath(old!)).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
    expect(await readFile(await files.artifactPath(young!), "utf8")).toBe("x");
    expect(await files.removeOlderThan(new Date("2026-02-18T00:00:00Z"), "dataset")).toBe(1);
    await expect(files.datasetPath(rows)).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
    expect(await files.removeOlderThan(new Date("2026-02-18T00:00:00Z"), "dataset")).toBe(0);
  });
});

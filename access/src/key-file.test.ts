import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openKeyFile } from "./key-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "belfry-key-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("the first start creates a key that only its owner may read; later starts read the same", async () => {
  const path = join(folder, "data", "master.key");
  const key = await openKeyFile(path);
  expect(key).toHaveLength(32);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await openKeyFile(path)).toEqual(key);
});

test("of two processes that start at once both use the key of the quicker one", async () => {
  const path = join(folder, "master.key");
  const keys = await Promise.all([openKeyFile(path), openKeyFile(path), openKeyFile(path)]);
  const written = Buffer.from(await readFile(path, "utf8"), "base64");
  for (const key of keys) expect(key).toEqual(written);
});

test("a key that others may read is refused", async () => {
  const path = join(folder, "master.key");
  await openKeyFile(path);
  await chmod(path, 0o644);
  await expect(openKeyFile(path)).rejects.toMatchObject({
    code: "KEY_FILE_UNUSABLE",
    message: expect.stringContaining("0644") as string,
  });
});

test("a file that holds something else is refused and left as it is", async () => {
  const path = join(folder, "master.key");
  await writeFile(path, "not a key", { mode: 0o600 });
  await expect(openKeyFile(path)).rejects.toMatchObject({ code: "KEY_FILE_UNUSABLE" });
  expect(await readFile(path, "utf8")).toBe("not a key");
});

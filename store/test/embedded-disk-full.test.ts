/** A disk without room: said clearly, nothing torn, and everything that was committed is there when there is room again. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startEmbeddedPostgres } from "../src/embedded/embedded-postgres.ts";
import { EventLog, isRoot, query, testFolder } from "./embedded-fixture.ts";

/** A file system of that size, gone after the test. */
function smallDisk(megabytes: number): string {
  const folder = testFolder();
  const disk = join(folder, "disk");
  mkdirSync(disk);
  const { status, stderr } = spawnSync(
    "mount",
    ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "belfry-test", disk],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`This test has to mount a small file system, and may not: ${stderr}`);
  onTestFinished(() => void spawnSync("umount", ["--lazy", disk]));
  return disk;
}

/** Takes all the room that is left; returns how to give it back. */
function fill(disk: string): () => void {
  const file = join(disk, "filler");
  const handle = openSync(file, "w");
  for (const size of [1_048_576, 4_096, 1]) {
    try {
      for (;;) writeSync(handle, Buffer.alloc(size));
    } catch (error) {
      expect(error).toMatchObject({ code: "ENOSPC" });
    }
  }
  closeSync(handle);
  return () => rmSync(file);
}

describe.runIf(isRoot)("a disk that is full", { timeout: 300_000 }, () => {
  test("at the first start leaves no half of a cluster, and the start succeeds when there is room", async () => {
    const disk = smallDisk(120);
    const dataDir = join(disk, "data");
    const filler = join(disk, "filler");
    writeFileSync(filler, Buffer.alloc(100 * 1_048_576));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: "DISK_FULL" });
    expect(
      readdirSync(dataDir).filter((name) => name.startsWith("postgres.unfinished") || name === "postgres"),
    ).toEqual([]);

    rmSync(filler);
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(await query(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("while it runs loses nothing that was committed, and the next starts say so until there is room", async () => {
    const disk = smallDisk(120);
    const dataDir = join(disk, "data");
    const log = new EventLog();
    const server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    await query(server.connection, "create table kept as select 1 as n, '' as filling");
    const giveBack = fill(disk);

    let committed = 1;
    await expect(
      (async () => {
        for (;;) {
          await query(
            server.connection,
            `insert into kept select ${committed + 1}, string_agg(md5(random()::text), '') from generate_series(1, 50000)`,
          );
          committed += 1;
        }
      })(),
    ).rejects.toThrow();
    await server.stop();

    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
      code: "DISK_FULL",
      remedy: expect.stringContaining("Free some space"),
    });
    giveBack();
    await using again = await startEmbeddedPostgres({ dataDir });
    const [row] = await query(again.connection, "select count(*)::int as rows, max(n) as last from kept");
    expect(row).toEqual({ rows: committed, last: committed });
  });
});

test("is told by what PostgreSQL itself writes", async () => {
  const folder = testFolder();
  const binariesFolder = join(folder, "native");
  mkdirSync(join(binariesFolder, "bin"), { recursive: true });
  for (const [name, script] of [
    ["postgres", 'echo "postgres (PostgreSQL) 18.4"'],
    ["initdb", 'echo "initdb: error: could not write to file: No space left on device"; exit 1'],
  ] as const) {
    writeFileSync(join(binariesFolder, "bin", name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(binariesFolder, "bin", name), 0o755);
  }
  const dataDir = join(folder, "data");
  await expect(startEmbeddedPostgres({ dataDir, binariesFolder })).rejects.toMatchObject({ code: "DISK_FULL" });
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);
});

import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeedContext, PollTrigger } from "@belfry/plugin-kit";
import { createTestActionContext } from "@belfry/testkit";
import { expect, onTestFinished, test } from "vitest";
import { lookAtFiles, type FolderCursor } from "./folder-cursor.ts";
import { fitsPattern } from "./folder-files.ts";
import { folderTrigger } from "./folder-trigger.ts";

const trigger = folderTrigger as PollTrigger;

/** A folder that may be watched, and looks at it ten seconds apart. */
async function watch(config: Record<string, unknown> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "belfry-watch-"));
  const actions = await createTestActionContext({ folders: [folder] });
  const letters: string[] = [];
  onTestFinished(async () => {
    await actions[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });
  const parsed: unknown = trigger.config.parse({ folder, ...config });
  let cursor: unknown;
  let now = Date.parse("2026-02-16T06:00:00Z");
  return {
    folder,
    letters,
    /** The names that fire. */
    async look(): Promise<unknown[]> {
      const ctx: FeedContext = {
        ...actions.ctx,
        feedId: "test",
        now: new Date((now += 10_000)),
        secret: () => Promise.reject(new Error("It needs no secret.")),
        expression: () => Promise.reject(new Error("It has no expression.")),
        unreadable: async (raw) => void letters.push(raw),
      };
      const polled = await trigger.poll(ctx, parsed, cursor);
      cursor = JSON.parse(JSON.stringify(polled.cursor));
      return polled.events.map(({ subject }) => subject);
    },
    /** Forgets the last look, as after a crash. */
    keep() {
      const [kept, at] = [cursor, now];
      return () => {
        cursor = kept;
        now = at;
      };
    },
  };
}

test("a file fires once it is the same at two looks, and not before it is written to its end", async () => {
  const w = await watch({ pattern: "*.csv" });
  writeFileSync(join(w.folder, "old.csv"), "there before");
  expect(await w.look()).toEqual([]);
  writeFileSync(join(w.folder, "new.csv"), "a");
  writeFileSync(join(w.folder, "new.txt"), "a");
  writeFileSync(join(w.folder, ".hidden.csv"), "a");
  expect(await w.look()).toEqual([]);
  writeFileSync(join(w.folder, "new.csv"), "ab");
  expect(await w.look()).toEqual([]);
  expect(await w.look()).toEqual(["new.csv"]);
  expect(await w.look()).toEqual([]);
});

test("a file that is written again counts again; one that comes back unchanged does not", async () => {
  const w = await watch({ existing: true });
  const path = join(w.folder, "订单.csv");
  writeFileSync(path, "1");
  await w.look();
  expect(await w.look()).toEqual(["订单.csv"]);
  renameSync(path, `${w.folder}-away`);
  expect(await w.look()).toEqual([]);
  renameSync(`${w.folder}-away`, path);
  expect([...(await w.look()), ...(await w.look())]).toEqual([]);
  writeFileSync(path, "22");
  await w.look();
  expect(await w.look()).toEqual(["订单.csv"]);
  utimesSync(path, new Date(), new Date(Date.now() + 60_000));
  await w.look();
  expect(await w.look()).toEqual(["订单.csv"]);
});

test("after a crash the same files come again under the same ids", async () => {
  const w = await watch({ existing: true });
  for (const name of ["b", "a", "c"]) writeFileSync(join(w.folder, name), name);
  await w.look();
  const back = w.keep();
  const first = await w.look();
  back();
  expect(await w.look()).toEqual(first);
  expect(first).toHaveLength(3);
});

test("folders below count when they are asked for, and links never lead out", async () => {
  const outside = mkdtempSync(join(tmpdir(), "belfry-outside-"));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  writeFileSync(join(outside, "secret.csv"), "not for rules");
  const w = await watch({ existing: true, subfolders: true });
  mkdirSync(join(w.folder, "2026/02"), { recursive: true });
  writeFileSync(join(w.folder, "2026/02/a.csv"), "a");
  symlinkSync(outside, join(w.folder, "link"));
  symlinkSync(join(outside, "secret.csv"), join(w.folder, "secret.csv"));
  await w.look();
  expect(await w.look()).toEqual(["2026/02/a.csv"]);

  const escaping = await watch({ folder: join(w.folder, "link") });
  await expect(escaping.look()).rejects.toMatchObject({ code: "FOLDER_NOT_ALLOWED" });
  const foreign = await watch({ folder: outside });
  await expect(foreign.look()).rejects.toMatchObject({ code: "FOLDER_NOT_ALLOWED" });
});

test("a name that nobody could open is kept where people find it", async () => {
  const w = await watch({ existing: true });
  writeFileSync(Buffer.concat([Buffer.from(`${w.folder}/`), Buffer.from([0xb6, 0xa9, 0xb5, 0xa5])]), "GBK");
  expect(await w.look()).toEqual([]);
  expect(w.letters).toEqual(["订单"]);
});

test("what fires at once and what is remembered is bounded, and nothing is left out or doubled", () => {
  const files = Array.from({ length: 1_200 }, (_, n) => ({ name: `f${n}`, size: n, modifiedMs: n }));
  let cursor: FolderCursor | undefined;
  const fired: string[] = [];
  for (let look = 0; look < 5; look += 1) {
    const result = lookAtFiles({ files, now: look * 10_000, apartMs: 10_000, existing: true }, cursor);
    fired.push(...result.complete.map(({ name }) => name));
    cursor = result.cursor;
    expect(result.more).toBe(look === 1 || look === 2);
  }
  expect(fired).toHaveLength(1_200);
  expect(new Set(fired).size).toBe(1_200);
  for (let round = 0; round < 12; round += 1) {
    const others = files.map((file) => ({ ...file, modifiedMs: 10_000 + round }));
    for (const now of [0, 10_000, 20_000, 30_000]) {
      cursor = lookAtFiles({ files: others, now, apartMs: 10_000, existing: true }, cursor).cursor;
    }
  }
  expect(cursor?.seen.length).toBeLessThanOrEqual(10_000);
});

test("patterns", () => {
  expect(["a.csv", "订单.csv", ".csv"].map((name) => fitsPattern("*.csv", name))).toEqual([true, true, true]);
  expect(["a.csv.part", "acsv"].map((name) => fitsPattern("*.csv", name))).toEqual([false, false]);
  expect(fitsPattern("订?-*-*.xls*", "订单-2026-02.xlsx")).toBe(true);
  expect(fitsPattern("[a].csv", "a.csv")).toBe(false);
  // Tried in every way it takes longer than the world lasts.
  const from = process.cpuUsage();
  expect(fitsPattern("*a".repeat(100), "a".repeat(99) + "b".repeat(150))).toBe(false);
  expect(process.cpuUsage(from).user).toBeLessThan(5_000_000);
});

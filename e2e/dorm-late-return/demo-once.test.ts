import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const belfry = fileURLToPath(new URL("../../bin/belfry", import.meta.url));

const workbook = (sheet: string) => ({
  file: expect.stringMatching(/^滨海校区晚归名单\d{4}\.\d{1,2}\.\d{1,2}\.xlsx$/) as string,
  sheet,
  rows: expect.any(Number) as number,
});

test("belfry demo dorm --once --json prints one line about three mails with three workbooks, and leaves nothing behind", async () => {
  const folder = await mkdtemp(join(tmpdir(), "belfry-demo-test-"));
  try {
    // Rejects when the program ends with another code than 0.
    const { stdout } = await promisify(execFile)(process.execPath, [belfry, "demo", "dorm", "--once", "--json"], {
      env: { PATH: process.env["PATH"], TMPDIR: folder },
      cwd: folder,
    });
    const lines = stdout.split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe("");
    const result = JSON.parse(lines[0] ?? "") as { workbooks: unknown[] };
    expect(result).toEqual({
      executions: 3,
      succeeded: 3,
      mails: 3,
      workbooks: [workbook("1-2-3-4-5"), workbook("6-7-8-9-10"), workbook("11A-11B-12A-12B-13")],
    });
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);

/** The guide to a first campaign is followed command by command, and each says what stands there. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

const guide = await readFile(new URL("../../docs/guide/first-campaign.md", import.meta.url), "utf8");
const [, contracts = ""] = /```csv\n(.*?)```/s.exec(guide) ?? [];
/** Each command with what is shown below it. */
const steps = [...guide.matchAll(/```console\n(.*?)```/gs)].flatMap(([, block = ""]) =>
  block
    .split(/^\$ belfry /m)
    .slice(1)
    .map((step) => {
      const [command = "", ...shown] = step.trimEnd().split("\n");
      return { command, shown };
    }),
);
/** What the reader is told to change in the file. */
const corrected = contracts.replace("一万", "10000");
const files = {
  "五月.csv": contracts,
  "五月改.csv": corrected,
  "五月减项.csv": corrected.replace("c2,李青,顺达,HT-002,15000", "c2,李青,顺达,HT-002,12000"),
};

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
  for (const [name, text] of Object.entries(files)) await writeFile(join(own.dataDir, name), text);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

test("every command of the guide does what stands below it", { timeout: 300_000 }, async () => {
  expect(steps.length).toBeGreaterThan(9);
  for (const { command, shown } of steps) {
    const args = command.split(" ").map((arg) => (/\.(?:csv|xlsx)$/.test(arg) ? join(own.dataDir, arg) : arg));
    const { out, err } = await own.belfry(args, { columns: 400 });
    const said = out.replaceAll(`${own.dataDir}/`, "").replaceAll(/ +/g, " ");
    expect(err, command).toBe("");
    for (const line of shown) expect(said, command).toContain(line.replaceAll(/ +/g, " "));
  }
});

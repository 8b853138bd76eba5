/** The commands of the README of examples/signing-incentive, as they stand there. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

const readme = await readFile(`${root}examples/signing-incentive/README.md`, "utf8");
const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block = ""]) =>
  block
    .replaceAll(/\\\n\s*/g, "")
    .split(/\n|&&/)
    .map((line) => line.trim())
    .filter((line) => line !== ""),
);

async function follow(commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = ""]) => quoted ?? plain);
    const [program, ...args] = words.map((word) => (word.startsWith("examples/") ? `${root}${word}` : word));
    expect(program).toBe("belfry");
    const isSecret = args[0] === "secrets";
    const done = await own.belfry(args, isSecret ? { stdin: "a-secret-of-its-own" } : {});
    expect(done, `${command}: ${done.err}`).toMatchObject({ code: 0 });
  }
}

async function enable(...rules: readonly string[]): Promise<void> {
  for (const rule of rules) {
    const enabled = await own.belfry(["rules", "enable", rule]);
    expect(enabled, enabled.err).toMatchObject({ code: 0 });
  }
}

test("the commands of the README take a campaign into use and install its rule", async () => {
  expect(blocks.map((commands) => commands.length)).toEqual([6, 8]);
  await follow(blocks[0] ?? []);
  await enable("signing-incentive");
}, 120_000);

test("its other commands install the jobs, and each can be enabled and rings at its time", async () => {
  await follow(blocks[1] ?? []);
  await enable("technician-status", "contact-timeout", "sla-report", "pending-orders");
  // Eleven in Shanghai.
  expect(JSON.stringify(await own.json(["rules", "next", "sla-report"]))).toMatch(/T03:00:00(\.000)?Z/);
}, 120_000);

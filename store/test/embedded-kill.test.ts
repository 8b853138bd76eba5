/** What a `kill -9` leaves behind, of Belfry, of its server, or of both, and how the next start deals with it. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startEmbeddedPostgres } from "../src/embedded/embedded-postgres.ts";
import {
  copyFolder,
  EventLog,
  isAlive,
  isRoot,
  killServerOf,
  makeTemplate,
  ownerOf,
  query,
  readyOf,
  removeFolder,
  startOther,
  temporaryFolder,
  testFolder,
  untilGone,
} from "./embedded-fixture.ts";

let folder: string;
let template: string;

beforeAll(async () => {
  folder = temporaryFolder();
  template = await makeTemplate(folder);
}, 300_000);

afterAll(() => removeFolder(folder));

function copyOfTemplate(): { dataDir: string; cluster: string } {
  const dataDir = copyFolder(template, join(testFolder(), "data"));
  const cluster = join(dataDir, "postgres");
  onTestFinished(() => killServerOf(cluster));
  return { dataDir, cluster };
}

/** A Belfry that committed a row, began another, and was killed; its server goes on. */
async function killedBelfry(dataDir: string): Promise<{ serverPid: number }> {
  const other = startOther({ dataDir });
  const { pid, connection } = await readyOf(other);
  await query(connection, "insert into kept values (43)");
  other.process.kill("SIGKILL");
  await other.ended;
  return { serverPid: pid };
}

const keptRows = [{ answer: 42 }, { answer: 43 }];
const askForRows = "select answer from kept order by answer";

describe("after a kill -9 of Belfry", { timeout: 300_000 }, () => {
  test("its server is adopted, with all that was committed", async () => {
    const { dataDir } = copyOfTemplate();
    const { serverPid } = await killedBelfry(dataDir);
    expect(isAlive(serverPid)).toBe(true);

    const log = new EventLog();
    const server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    expect(server.pid).toBe(serverPid);
    expect(log.kinds).toEqual(["orphan-adopted", "started"]);
    expect(await query(server.connection, askForRows)).toEqual(keptRows);

    await server.stop();
    expect(isAlive(serverPid)).toBe(false);
  });

  test("its server is replaced when it has other settings than we want", async () => {
    const { dataDir } = copyOfTemplate();
    const { serverPid } = await killedBelfry(dataDir);

    const log = new EventLog();
    await using server = await startEmbeddedPostgres({ dataDir, settings: { work_mem: "7MB" }, onEvent: log.push });
    expect(log.kinds).toEqual(["orphan-stopped", "started"]);
    expect(isAlive(serverPid)).toBe(false);
    expect(await query(server.connection, askForRows)).toEqual(keptRows);
  });

  test("and of its server, the next start recovers what was committed", async () => {
    const { dataDir } = copyOfTemplate();
    const { serverPid } = await killedBelfry(dataDir);
    process.kill(serverPid, "SIGKILL");
    await untilGone(serverPid);

    const log = new EventLog();
    await using server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    expect(log.kinds).toContain("stale-pid-file-removed");
    expect(await query(server.connection, askForRows)).toEqual(keptRows);
  });

  test("an adopted server that dies is restarted like one of our own", async () => {
    const { dataDir } = copyOfTemplate();
    const { serverPid } = await killedBelfry(dataDir);
    const log = new EventLog();
    await using server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    process.kill(serverPid, "SIGKILL");
    const restarted = await log.waitFor("restarted");
    expect(restarted.pid).toBe(server.pid);
    expect(await query(server.connection, askForRows)).toEqual(keptRows);
  });
});

describe("a pid file of a server that is gone", { timeout: 300_000 }, () => {
  test("does not block the start when another program has that process id now", async () => {
    const { dataDir, cluster } = copyOfTemplate();
    const { serverPid } = await killedBelfry(dataDir);
    process.kill(serverPid, "SIGKILL");
    await untilGone(serverPid);

    // Of the same user as the server: for others PostgreSQL itself knows that it is a stranger.
    const uid = ownerOf(cluster);
    const stranger = spawn("sleep", ["600"], isRoot ? { uid, gid: uid, stdio: "ignore" } : { stdio: "ignore" });
    onTestFinished(() => void stranger.kill("SIGKILL"));
    givePid(join(cluster, "postmaster.pid"), stranger.pid);
    givePid(join(dataDir, "postgres.socket", ".s.PGSQL.5432.lock"), stranger.pid);

    const log = new EventLog();
    await using server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    expect(log.find("stale-pid-file-removed")?.pid).toBe(stranger.pid);
    expect(await query(server.connection, askForRows)).toEqual(keptRows);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  });

  test("does not let a child of that server write beside the new one", async () => {
    const { dataDir, cluster } = copyOfTemplate();
    const other = startOther({ dataDir });
    const { pid, connection } = await readyOf(other);
    const busy = query(connection, "select pg_backend_pid() as pid, sum(n) from generate_series(1, 1e12::bigint) n");
    const ended = expect(busy).rejects.toThrow();
    const backend = await busyBackend(connection);
    other.process.kill("SIGKILL");
    await other.ended;
    process.kill(pid, "SIGKILL");
    await untilGone(pid);
    expect(isAlive(backend)).toBe(true);

    const log = new EventLog();
    await using server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    expect(log.find("leftovers-ended")?.pids).toContain(backend);
    expect(isAlive(backend)).toBe(false);
    expect(existsSync(join(cluster, "postmaster.pid"))).toBe(true);
    expect(await query(server.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
    await ended;
  });
});

describe("a server that dies under a running Belfry", { timeout: 300_000 }, () => {
  test("is reported and restarted at the same address, and given up when it dies again at once", async () => {
    const { dataDir } = copyOfTemplate();
    const log = new EventLog();
    const server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    const { connection, url, pid } = server;
    process.kill(pid, "SIGKILL");

    await log.waitFor("restarted");
    expect(log.find("died")).toMatchObject({ pid, how: "signal SIGKILL" });
    expect(server.pid).not.toBe(pid);
    expect({ connection: server.connection, url: server.url }).toEqual({ connection, url });
    expect(await query(connection, "select answer from kept")).toEqual([{ answer: 42 }]);

    process.kill(server.pid, "SIGKILL");
    expect((await log.waitFor("given-up")).error).toMatchObject({ code: "DATABASE_START_FAILED" });

    await server.stop();
    await using again = await startEmbeddedPostgres({ dataDir });
    expect(await query(again.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("is not left behind by a stop that comes while it is restarted", async () => {
    const { dataDir } = copyOfTemplate();
    const log = new EventLog();
    const server = await startEmbeddedPostgres({ dataDir, onEvent: log.push });
    process.kill(server.pid, "SIGKILL");
    await log.waitFor("died");
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    await using again = await startEmbeddedPostgres({ dataDir });
    expect(isAlive(again.pid)).toBe(true);
  });
});

/** Puts another process id into the first line of a pid file. */
function givePid(file: string, pid: number | undefined): void {
  writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, String(pid)));
}

async function busyBackend(connection: Parameters<typeof query>[0]): Promise<number> {
  for (;;) {
    const [row] = await query(
      connection,
      "select pid from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid()",
    );
    if (row !== undefined) return Number(row["pid"]);
  }
}

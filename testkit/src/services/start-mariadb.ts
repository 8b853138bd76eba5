import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { askPort } from "./ask-port.ts";
import { debianProgram, type DebianProgram } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import { startService, testUser, type TestService } from "./test-service.ts";

/** Starts a MariaDB for tests, with a database `belfry` in which the test user may do everything. */
export async function startMariadb(): Promise<TestService> {
  const program = debianProgram("mariadb-server-core", "usr/sbin/mariadbd");
  const port = await freePort();
  return startService({
    port,
    url: `mysql://${testUser.name}:${testUser.password}@127.0.0.1:${port}/belfry`,
    async prepare(folder) {
      const shared = [
        "--no-defaults",
        "--user=root",
        `--basedir=${join(program.root, "usr")}`,
        `--datadir=${join(folder, "data")}`,
        `--lc-messages-dir=${join(program.root, "usr/share/mysql")}`,
        // Small and not durable: it lives for one test.
        "--innodb-log-file-size=8M",
        "--innodb-buffer-pool-size=32M",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-flush-method=nosync",
        "--skip-log-bin",
      ];
      await mkdir(join(folder, "data"));
      await fillSystemTables(program, shared, folder);
      const first = join(folder, "first.sql");
      await writeFile(first, firstStatements);
      return {
        name: "mariadbd",
        path: program.path,
        env: program.env,
        folder,
        args: [
          ...shared,
          `--port=${port}`,
          "--bind-address=127.0.0.1",
          `--socket=${join(folder, "socket")}`,
          `--pid-file=${join(folder, "pid")}`,
          `--init-file=${first}`,
          "--character-set-server=utf8mb4",
        ],
        // The greeting: a packet with number 0 and protocol 10.
        answers: async () => (await askPort(port, ""))?.[4] === 10,
      };
    },
  });
}

const firstStatements = `CREATE DATABASE IF NOT EXISTS belfry;
CREATE USER IF NOT EXISTS '${testUser.name}'@'127.0.0.1' IDENTIFIED BY '${testUser.password}';
GRANT ALL ON belfry.* TO '${testUser.name}'@'127.0.0.1';
`;

/** What mariadb-install-db does, which finds its files below /usr only. */
async function fillSystemTables(program: DebianProgram, shared: readonly string[], folder: string): Promise<void> {
  const files = ["mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql"];
  const statements = await Promise.all(
    files.map((file) => readFile(join(program.root, "usr/share/mysql", file), "utf8")),
  );
  const child = spawn(program.path, [...shared, "--bootstrap"], {
    cwd: folder,
    env: { ...process.env, ...program.env, TMPDIR: folder },
  });
  const ended = once(child, "exit");
  const printed = text(child.stderr);
  child.stdin.end(["CREATE DATABASE mysql;", "USE mysql;", ...statements, "FLUSH PRIVILEGES;", ""].join("\n"));
  child.stdout.resume();
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`mariadbd could not make its system tables: ${(await printed).slice(-2_000)}`);
}

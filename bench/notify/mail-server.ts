/**
 * The mail servers that the benchmark measures with: postfix's smtp-sink, which takes mails faster than anybody sends them,
 * and postfix itself as the peer. Both come from the package of the system, or unpacked from `.cache/debian`.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, writeFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOTS = ["/", fileURLToPath(new URL("../../.cache/debian", import.meta.url))];

export interface MailSink extends AsyncDisposable {
  readonly port: number;
  /** How many mails it has taken. */
  count(): number;
  /** Resolves when it has taken so many since `from`. */
  took(mails: number, from: number): Promise<void>;
}

/** Where postfix lies. @throws Error when it is not there */
function postfixRoot(): string {
  const root = ROOTS.find((folder) => existsSync(join(folder, "usr/sbin/smtp-sink")));
  if (root === undefined) throw new Error("postfix is missing: npm test unpacks it, or install the package.");
  return root;
}

const isRoot = process.getuid?.() === 0;

function start(program: string, args: readonly string[]): ChildProcess {
  const root = postfixRoot();
  return spawn(join(root, program), args, {
    env: { ...process.env, LD_LIBRARY_PATH: join(root, "usr/lib/postfix") },
    stdio: ["ignore", "pipe", "ignore"],
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function listening(port: number): Promise<void> {
  for (const end = performance.now() + 20_000; ;) {
    const socket = connect(port, "127.0.0.1");
    const [event] = await Promise.race([
      once(socket, "connect").then(() => ["open"]),
      once(socket, "error").then(() => ["refused"]),
    ]).catch(() => ["refused"]);
    socket.destroy();
    if (event === "open") return;
    if (performance.now() > end) throw new Error(`Nobody listens on port ${port}.`);
    await sleep(50);
  }
}

/** Starts a sink that counts what it takes and throws it away. */
export async function startMailSink(): Promise<MailSink> {
  const port = await freePort();
  const child = start("usr/sbin/smtp-sink", [...(isRoot ? ["-u", "nobody"] : []), "-c", `127.0.0.1:${port}`, "1000"]);
  let count = 0;
  child.stdout?.setEncoding("latin1").on("data", (text: string) => {
    const counts = [...text.matchAll(/mesg=(\d+)/g)];
    count = Number(counts.at(-1)?.[1] ?? count);
  });
  await listening(port);
  return {
    port,
    count: () => count,
    async took(mails, from) {
      while (count < from + mails) await sleep(5);
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** Sends mails by postfix's own smtp-source, and resolves when all are accepted. Returns the seconds. */
export async function sendBySource(
  port: number,
  options: { readonly mails: number; readonly bytes: number; readonly sessions: number },
): Promise<number> {
  const args = ["-s", String(options.sessions), "-m", String(options.mails), "-l", String(options.bytes)];
  const started = performance.now();
  const child = start("usr/sbin/smtp-source", [
    ...args,
    "-f",
    "a@bench.invalid",
    "-t",
    "b@bench.invalid",
    `127.0.0.1:${port}`,
  ]);
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`smtp-source ended with ${code}.`);
  return (performance.now() - started) / 1_000;
}

/** A postfix of its own below a folder, which hands everything on to a sink. It can only be started by root. */
export async function startPostfix(folder: string, relayPort: number): Promise<AsyncDisposable & { port: number }> {
  const root = postfixRoot();
  const port = await freePort();
  const [etc, queue, data] = ["etc", "queue", "data"].map((name) => join(folder, "postfix", name));
  for (const path of [etc, queue, data]) await mkdir(path ?? "", { recursive: true });
  await writeFile(join(etc ?? "", "main.cf"), mainConfig({ root, queue, data, relayPort }));
  await writeFile(join(etc ?? "", "master.cf"), masterConfig(port));
  await prepareQueue(queue ?? "", data ?? "");
  const child = start("usr/lib/postfix/sbin/master", ["-c", etc ?? "", "-d"]);
  child.stdout?.resume();
  await listening(port);
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** The user and the group that every Debian has; postfix wants its files to belong to somebody who is not root. */
const OWNER = { name: "daemon", uid: 1, group: "mail", gid: 8 } as const;

async function prepareQueue(queue: string, data: string): Promise<void> {
  // The daemons run as others than root and have to get there.
  for (let path = queue; path !== "/"; path = join(path, "..")) if (path.startsWith("/tmp/")) await chmod(path, 0o755);
  const folders = "active bounce corrupt defer deferred flush hold incoming private public maildrop pid saved trace";
  for (const name of folders.split(" ")) {
    const path = join(queue, name);
    await mkdir(path);
    await chown(path, name === "pid" ? 0 : OWNER.uid, name === "public" || name === "maildrop" ? OWNER.gid : 0);
    await chmod(path, name === "public" ? 0o710 : name === "maildrop" ? 0o730 : name === "pid" ? 0o755 : 0o700);
  }
  await chown(data, OWNER.uid, 0);
}

function mainConfig(options: {
  readonly root: string;
  readonly queue: string | undefined;
  readonly data: string | undefined;
  readonly relayPort: number;
}): string {
  const { root, queue, data, relayPort } = options;
  return `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
daemon_directory = ${join(root, "usr/lib/postfix/sbin")}
command_directory = ${join(root, "usr/sbin")}
shlib_directory = ${join(root, "usr/lib/postfix")}
mail_owner = ${OWNER.name}
setgid_group = ${OWNER.group}
default_privs = nobody
myhostname = bench.invalid
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:${relayPort}
smtp_dns_support_level = disabled
smtp_host_lookup = native
local_transport = error:no
alias_maps =
alias_database =
maillog_file_prefixes = ${data}
maillog_file = ${data}/log
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
import_environment = LD_LIBRARY_PATH MAIL_CONFIG
export_environment = LD_LIBRARY_PATH MAIL_CONFIG
`;
}

function masterConfig(port: number): string {
  return `127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
anvil unix - - n - 1 anvil
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
`;
}

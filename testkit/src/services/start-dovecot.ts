import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { debianProgram } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import { testUser, type TestService } from "./test-service.ts";

/** A Dovecot of a test with one mailbox. */
export interface TestMailbox extends TestService {
  /** Puts a mail into the mailbox as a mail server does: it is there at once, and unseen. @param at when; now when left out */
  deliver(mail: string | Uint8Array, at?: Date): Promise<void>;
  /** Lets the mailbox number its mails anew, as after a restored backup. Nobody may be connected. */
  renumber(): Promise<void>;
  /** How many connections there are now. */
  connections(): number;
  /** Refuses whoever comes with the password, or lets them in again. */
  refuseLogins(refused: boolean): void;
}

/**
 * Starts Dovecot for tests. Each connection is a Dovecot `imap` process of its own, as when a client starts one over SSH:
 * its login service has the folders of an installed package built in, and would not run from the cache folder. Only the
 * login itself is answered here.
 */
export async function startDovecot(): Promise<TestMailbox> {
  const { path: imap, root, env } = debianProgram("dovecot-imapd", "usr/lib/dovecot/imap");
  const folder = await mkdtemp(join(tmpdir(), "belfry-service-"));
  const config = join(folder, "dovecot.conf");
  const mails = join(folder, "mails");
  const { uid, gid } = mailUser();
  for (const name of ["new", "cur", "tmp"]) await mkdir(join(mails, name), { recursive: true });
  for (const name of ["", "new", "cur", "tmp"]) await chown(join(mails, name), uid, gid);
  await chmod(folder, 0o755);
  await writeFile(config, configOf(folder, root));
  const libraries = [join(root, "usr/lib/dovecot"), env["LD_LIBRARY_PATH"]].filter((part) => part !== undefined);
  const children = new Set<ChildProcess>();
  const sockets = new Set<Socket>();
  let refused = false;
  let delivered = 0;

  const begin = (): ChildProcess => {
    const command = [join(root, "usr/bin/doveconf"), "-f", "service=imap", "-c", config, "-m", "imap", "-e", imap];
    // Through a pipe, for Node gives it a socket: with that, and as root, it would think that inetd had started it.
    const child = spawn("/bin/sh", ["-c", 'cat | "$0" "$@" | cat', ...command], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", HOME: folder, USER: testUser.name, LD_LIBRARY_PATH: libraries.join(":") },
      stdio: ["pipe", "pipe", "ignore"],
      detached: true,
    });
    children.add(child);
    child.once("exit", () => children.delete(child));
    return child;
  };
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    // A client that is cut off is part of the test.
    socket.on("error", () => socket.destroy());
    const child = begin();
    socket.once("close", () => {
      sockets.delete(socket);
      endGroup(child, "SIGTERM");
    });
    child.once("exit", () => socket.end());
    child.stdin?.on("error", () => socket.destroy());
    // It greets as one who is logged in already; the client is to log in all the same.
    child.stdout?.once("data", (greeting: Buffer) => {
      socket.write(greeting.toString().replace("* PREAUTH", "* OK").replace("Logged in as", "Log in as"));
      child.stdout?.pipe(socket);
    });
    awaitLogin(socket, child, () => refused);
  };
  let server: Server | undefined;
  const port = await freePort();
  const start = async (): Promise<void> => {
    if (server !== undefined) return;
    server = createServer(serve).listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server === undefined) return;
    const closed = once(server, "close");
    server.close();
    server = undefined;
    const ended = [...children].map(async (child) => once(child, "exit"));
    for (const child of children) endGroup(child, signal);
    for (const socket of sockets) socket.destroy();
    await Promise.all([closed, ...ended]);
  };
  await start();
  return {
    host: "127.0.0.1",
    port,
    url: `imap://${testUser.name}:${testUser.password}@127.0.0.1:${port}`,
    start,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    async restart() {
      await end("SIGTERM");
      await start();
    },
    async deliver(mail, at = new Date()) {
      delivered += 1;
      const name = `${Date.now()}.M${String(delivered).padStart(6, "0")}.belfry`;
      await writeFile(join(mails, "tmp", name), mail);
      await chown(join(mails, "tmp", name), uid, gid);
      await utimes(join(mails, "tmp", name), at, at);
      await rename(join(mails, "tmp", name), join(mails, "new", name));
    },
    async renumber() {
      await rm(join(mails, "dovecot-uidlist"));
      for (const name of ["dovecot.index.log", "dovecot.index", "dovecot.index.cache", "dovecot-uidvalidity"])
        await rm(join(mails, name), { force: true });
    },
    connections: () => sockets.size,
    refuseLogins(value) {
      refused = value;
    },
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The shell and what it started: ending the shell alone would leave Dovecot behind. */
function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Answers the login; from then on, and for everything before it, Dovecot is asked. */
function awaitLogin(socket: Socket, child: ChildProcess, isRefused: () => boolean): void {
  let text = "";
  const read = (bytes: Buffer): void => {
    text += bytes.toString();
    for (let end = text.indexOf("\r\n"); end !== -1; end = text.indexOf("\r\n")) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      const [, tag = "*", given = ""] = /^(\S+) LOGIN (.*)$/i.exec(line) ?? [];
      if (given === "") {
        child.stdin?.write(`${line}\r\n`);
      } else if (isRefused() || given.replaceAll('"', "") !== `${testUser.name} ${testUser.password}`) {
        socket.write(`${tag} NO [AUTHENTICATIONFAILED] Authentication failed.\r\n`);
      } else {
        socket.off("data", read);
        socket.write(`${tag} OK Logged in.\r\n`);
        child.stdin?.write(text);
        if (child.stdin !== null) socket.pipe(child.stdin);
        return;
      }
    }
  };
  socket.on("data", read);
}

/** As whom Dovecot reads the mails. It refuses to be root. */
function mailUser(): { readonly uid: number; readonly gid: number } {
  const uid = process.getuid?.() ?? NOBODY;
  return uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid: process.getgid?.() ?? NOBODY };
}

const NOBODY = 65_534;

function configOf(folder: string, root: string): string {
  const { uid, gid } = mailUser();
  return `base_dir = ${join(folder, "run")}
state_dir = ${join(folder, "state")}
log_path = /dev/null
libexec_dir = ${join(root, "usr/lib/dovecot")}
mail_plugin_dir = ${join(root, "usr/lib/dovecot/modules")}
protocols = imap
ssl = no
first_valid_uid = 1
first_valid_gid = 1
mail_uid = ${uid}
mail_gid = ${gid}
mail_location = maildir:${join(folder, "mails")}
mail_fsync = never
`;
}

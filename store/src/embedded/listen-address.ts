import { chmod, chown, mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { RunAs } from "./unprivileged-user.ts";

/** Where the server listens: never on the network. `host` is the folder of the socket, or 127.0.0.1. */
export interface ListenAddress {
  readonly kind: "socket" | "loopback";
  readonly host: string;
  readonly port: number;
}

/** Only part of the socket's name: each data folder has a socket folder of its own. */
const SOCKET_PORT = 5432;

/** `sun_path` holds 108 bytes and a zero at the end; a longer path is refused by the system. */
const LONGEST_SOCKET_PATH = 107;

/** A Unix socket beside the database, which only the server's user and root may enter; on loopback where that path is too long. */
export async function chooseAddress(home: string, runAs: RunAs | undefined): Promise<ListenAddress> {
  const folder = join(home, "postgres.socket");
  const path = join(folder, `.s.PGSQL.${SOCKET_PORT}`);
  // PostgreSQL reads the setting as a list with commas and quotes.
  if (Buffer.byteLength(path) > LONGEST_SOCKET_PATH || /[,"]/.test(folder)) {
    return { kind: "loopback", host: "127.0.0.1", port: await freePort() };
  }
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  if (runAs !== undefined) await chown(folder, runAs.uid, runAs.gid);
  return { kind: "socket", host: folder, port: SOCKET_PORT };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** A server that says in one breath that a connection may begin, and that an administrator ends it. */
import { createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { openStore } from "../src/database/store.ts";

/** A message of the protocol: its kind, its length, and what it says. */
function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}
const authenticated = message("R", Buffer.alloc(4));
const ready = message("Z", Buffer.from("I"));
const ended = message("E", Buffer.from("SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0"));

test("a connection that is ended while it is handed out fails its caller, and not the process", async () => {
  const server = createServer((socket: Socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(Buffer.concat([authenticated, ready, ended])));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  {
    await using store = openStore({ url: `postgres://belfry:x@127.0.0.1:${port}/belfry` });
    await expect(store.transaction(async () => 1)).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  }
  await new Promise((resolve) => server.close(resolve));
});

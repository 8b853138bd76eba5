/**
 * Lets a server close as soon as its last answer is sent. Node's own `close` waits for each connection, also for one that is
 * kept alive after an answer that ended meanwhile (72 seconds), and for one that a browser opened ahead and never used (60).
 */
import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Call it before the server listens. What it returns is called when the server begins to close. */
export function drainConnections(server: Server): () => void {
  /** The open connections, each with how many requests wait for their answer on it. */
  const connections = new Map<Socket, number>();
  let closing = false;
  const closeUnused = (socket: Socket) => {
    if (connections.get(socket) === 0) socket.destroySoon();
  };
  server.on("connection", (socket: Socket) => {
    connections.set(socket, 0);
    socket.once("close", () => connections.delete(socket));
    if (closing) closeUnused(socket);
  });
  server.on("request", ({ socket }, response) => {
    connections.set(socket, (connections.get(socket) ?? 0) + 1);
    response.once("close", () => {
      const waiting = connections.get(socket);
      if (waiting === undefined) return;
      connections.set(socket, waiting - 1);
      if (closing) closeUnused(socket);
    });
  });
  return () => {
    closing = true;
    for (const socket of connections.keys()) closeUnused(socket);
  };
}

import type { Socket } from "node:net";

/** Open connections by the port of whoever called. The library of the server keeps its sockets to itself. */
export class ConnectionsByPort {
  readonly #sockets = new Map<number, Socket>();

  watch(socket: Socket): void {
    const port = socket.remotePort;
    if (port === undefined) return;
    this.#sockets.set(port, socket);
    socket.once("close", () => this.#sockets.delete(port));
  }

  /** Hangs up, after these last words if there are any. */
  end(port: number, words: string | null): void {
    const socket = this.#sockets.get(port);
    if (words === null) socket?.destroy();
    else socket?.end(`${words}\r\n`, () => socket.destroy());
  }
}

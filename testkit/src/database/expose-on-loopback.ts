import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A database of the test server, reached over TCP as strangers reach theirs. */
export interface LoopbackDatabase extends AsyncDisposable {
  /** `postgres://user:password@127.0.0.1:port/name`. */
  readonly url: string;
  readonly port: number;
  /** Cuts every connection, as a network does. New ones are taken. */
  cut(): void;
}

/** Relays a port of this machine to the socket of the test server, which itself listens on no port. */
export async function exposeOnLoopback(url: string): Promise<LoopbackDatabase> {
  const target = new URL(url);
  const folder = target.searchParams.get("host");
  const port = Number(target.port || 5432);
  const open = new Set<Socket>();
  const relay = createServer((incoming) => {
    const outgoing = folder === null ? connect(port, target.hostname) : connect(`${folder}/.s.PGSQL.${port}`);
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  const { port: ownPort } = relay.address() as AddressInfo;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `postgres://${target.username}:${target.password}@127.0.0.1:${ownPort}${target.pathname}`,
    port: ownPort,
    cut,
    async [Symbol.asyncDispose]() {
      const closed = once(relay, "close");
      relay.close();
      cut();
      await closed;
    },
  };
}

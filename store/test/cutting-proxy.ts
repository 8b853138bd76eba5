import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A way to the database that breaks when the test says so. */
export interface CuttingProxy extends AsyncDisposable {
  readonly url: string;
  /** Breaks all connections, and from now on each new one. */
  cut(): void;
  /** Lets connections through again. */
  mend(): void;
  /** Lets the next request that contains these words through, and breaks the connection instead of bringing the answer. */
  loseAnswerTo(words: string): void;
}

/** Puts a proxy before the server of a database URL. */
export async function startCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  const folder = target.searchParams.get("host");
  const reach = () =>
    folder === null ? connect(Number(target.port), target.hostname) : connect(`${folder}/.s.PGSQL.${target.port}`);

  const open = new Set<Socket>();
  let isCut = false;
  let losing: string | undefined;

  const server = createServer((client) => {
    const database = reach();
    let lost = false;
    const end = () => {
      client.destroy();
      database.destroy();
      open.delete(client);
    };
    open.add(client);
    for (const socket of [client, database]) socket.on("error", end).on("close", end);
    if (isCut) end();
    client.on("data", (data) => {
      if (losing !== undefined && data.includes(losing)) {
        losing = undefined;
        lost = true;
      }
      database.write(data);
    });
    database.on("data", (data) => {
      if (lost) end();
      else client.write(data);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const url = new URL(databaseUrl);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.toString(),
    cut,
    mend() {
      isCut = false;
    },
    loseAnswerTo(words) {
      losing = words;
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}

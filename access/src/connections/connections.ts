/**
 * The places inside the own network that an administrator opened. Every node keeps all of them in memory, because each
 * request that a rule makes is judged by them: it reads them again when it is told that they changed, and every ten
 * seconds in case it was not.
 */
import { AppError, type Actor } from "@belfry/model";
import type { Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import type { AllowsTarget, OutboundTarget } from "../outbound/outbound-allow.ts";
import { deleteConnection } from "../sql/delete-connection.ts";
import { selectConnection } from "../sql/select-connection.ts";
import { selectConnections, type Connection } from "../sql/select-connections.ts";
import { upsertConnection, type ConnectionDraft } from "../sql/upsert-connection.ts";
import { connectionAllows, connectionProblem } from "./connection-allows.ts";

/** Told in the transaction that changes a connection; the statements name it too. */
const CHANNEL = "belfry_connections";
/** Behind a proxy that swallows notifications this is how long a change takes. */
const READ_EVERY_MS = 10_000;

/** What the way out needs to know of the connections. */
export interface OpenDoors {
  /** Whether some connection leads there. */
  allows(target: OutboundTarget): boolean;
  /** Called whenever the connections are others than before. The function returned ends it. */
  onChange(listener: () => void): () => void;
}

export interface Connections extends OpenDoors, AsyncDisposable {
  list(): Promise<Connection[]>;
  /**
   * Writes a connection, or replaces the one with its name. This node knows it at once, the others a moment later.
   * @throws AppError REQUEST_INVALID when the address cannot be opened
   */
  save(draft: ConnectionDraft, by: Actor): Promise<Connection>;
  /** Removes it and closes what it opened. @throws AppError CONNECTION_NOT_FOUND */
  remove(name: string, by: Actor): Promise<void>;
}

export async function openConnections(store: Store, onError: (error: unknown) => void): Promise<Connections> {
  let known = "";
  let doors: readonly AllowsTarget[] = [];
  const listeners = new Set<() => void>();

  const read = async (): Promise<void> => {
    const connections = await selectConnections(store);
    const seen = JSON.stringify(connections.map(({ address, allowLocal }) => [address, allowLocal]));
    if (seen === known) return;
    // A row that a newer version wrote may not be readable here. It then opens nothing, and the others go on.
    doors = connections.flatMap((connection) => {
      if (connectionProblem(connection) === undefined) return [connectionAllows(connection)];
      onError(new AppError("CONFIG_INVALID", { reason: `The connection ${connection.name} cannot be read.` }));
      return [];
    });
    known = seen;
    for (const listener of listeners) listener();
  };
  // One after the other: an older answer must not replace a newer one.
  let reading = Promise.resolve();
  const readAgain = (): Promise<void> => {
    const next = reading.then(read);
    // Whoever asked hears of a failure through `next`; the chain only waits, and a failure must not stop later ones.
    reading = next.catch(() => undefined);
    return next;
  };
  const readSoon = () => void readAgain().catch(onError);

  await readAgain();
  const stopListening = await store.listener.listen(CHANNEL, { onMessage: readSoon, onGap: readSoon });
  const timer = setInterval(readSoon, READ_EVERY_MS).unref();

  return {
    allows: (target) => doors.some((allows) => allows(target)),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    list: () => selectConnections(store),

    async save(draft, by) {
      const problem = connectionProblem(draft);
      if (problem !== undefined) throw new AppError("REQUEST_INVALID", { problems: [problem] });
      const saved = await store.transaction(async (tx) => {
        const before = await selectConnection(tx, draft.name);
        const after = await upsertConnection(tx, { ...draft, by: by.name });
        await writeAudit(tx, {
          by,
          action: "connections.save",
          subject: { kind: "connection", id: draft.name },
          outcome: "done",
          ...(before !== undefined && { before: written(before) }),
          after: written(after),
        });
        return after;
      });
      await readAgain();
      return saved;
    },

    async remove(name, by) {
      await store.transaction(async (tx) => {
        const before = await selectConnection(tx, name);
        if (before === undefined) throw new AppError("CONNECTION_NOT_FOUND", { connection: name });
        await deleteConnection(tx, name);
        await writeAudit(tx, {
          by,
          action: "connections.remove",
          subject: { kind: "connection", id: name },
          outcome: "done",
          before: written(before),
        });
      });
      await readAgain();
    },

    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await stopListening();
      await reading;
    },
  };
}

function written({ address, purpose, allowLocal }: Connection): Omit<ConnectionDraft, "name"> {
  return { address, purpose, allowLocal };
}

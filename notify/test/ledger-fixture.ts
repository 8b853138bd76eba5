import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError, type ArtifactRef, type OutgoingMessage } from "@belfry/model";
import type { ChannelDefinition, DeliveryOutcome } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { connectLocally, createTestDatabase, type TestDatabase, tester } from "@belfry/testkit";
import { createNotify, type Notify, type NotifyDeps, type NotifyOptions } from "../src/index.ts";
import { startCountingProvider, countedChannel, type CountingProvider } from "./counting-provider.ts";

export interface Ledger extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly provider: CountingProvider;
  readonly notify: Notify;
  /** Stops every process and empties the ledger; for the next test of a file. */
  reset(): Promise<void>;
  /** Executions that were woken, in order. */
  readonly woken: readonly number[];
  /** Another process on the same database. */
  another(options?: NotifyOptions & Partial<NotifyDeps>): Notify;
  /** Registers a node and lets a process send in its name. */
  start(notify?: Notify): Promise<number>;
  /** Keeps a file as an artifact would. */
  artifact(name: string, content: Uint8Array): Promise<ArtifactRef>;
  removeArtifact(file: ArtifactRef): Promise<void>;
  /** Resolves when nothing is due or being sent. */
  settled(): Promise<void>;
}

export const mail = (over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  channel: "counted",
  to: ["a@example.com"],
  subject: "晚归名单",
  text: "您好",
  ...over,
});

export async function startLedger(): Promise<Ledger> {
  const db = await createTestDatabase();
  const provider = await startCountingProvider();
  const folder = await mkdtemp(join(tmpdir(), "belfry-notify-"));
  const woken: number[] = [];
  const started: Notify[] = [];

  const another: Ledger["another"] = (options = {}) =>
    createNotify(
      {
        store: db.store,
        channels: [countedChannel],
        resolveSecret: (name) => Promise.reject(new AppError("SECRET_NOT_FOUND", { reason: `No secret ${name}.` })),
        fetch: () => Promise.reject(new Error("nothing is fetched here")),
        connect: connectLocally,
        publicUrl: "https://belfry.example.com",
        artifactPath: async ({ $artifact }) => {
          const path = join(folder, $artifact);
          await access(path).catch((cause: unknown) => {
            throw new AppError("ARTIFACT_NOT_FOUND", {}, { cause });
          });
          return path;
        },
        wakeExecution: async (_tx, executionId) => void woken.push(executionId),
        log: { info: ignore, warn: ignore, error: ignore },
        ...options,
      },
      options,
    );

  const notify = another();
  const addMainAccount = () =>
    notify.saveAccount({ channel: "counted", name: "main", config: { url: provider.url } }, { by: tester });
  await addMainAccount();
  const beginning = await db.clock.now();
  return {
    db,
    provider,
    notify,
    woken,
    another,
    async reset() {
      await Promise.all(started.splice(0).map((one) => one.stop()));
      for (const table of ["messages", "accounts", "account_states", "nodes", "execution_queue"]) {
        await db.store.query({ name: `test-empty-${table}`, text: `delete from belfry.${table}` });
      }
      await db.clock.set(beginning);
      await addMainAccount();
      provider.reset();
      woken.length = 0;
    },
    async start(which = notify) {
      const node = await registerNode(db.store);
      started.push(which);
      await which.start({ node });
      return node;
    },
    async artifact(name, content) {
      const id = `artifact-${name.length}-${content.length}`;
      await writeFile(join(folder, id), content);
      return { $artifact: id, name, mediaType: "application/octet-stream", bytes: content.length };
    },
    removeArtifact: ({ $artifact }) => rm(join(folder, $artifact)),
    settled: () => until(async () => (await openDeliveries(db.store)) === 0),
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map((one) => one.stop()));
      await provider.close();
      await db[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

export async function registerNode(store: Store): Promise<number> {
  const { rows } = await store.query<{ id: number }>({
    name: "test-register-node",
    text: `insert into belfry.nodes (name, roles, version, session, started_at)
           values ('test', '{worker}', '0', false, belfry.now()) returning id`,
  });
  return rows[0]!.id;
}

/** What the engine does when a node is gone. */
export async function removeNode(store: Store, notify: Notify, node: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query({ name: "test-remove-node", text: `delete from belfry.nodes where id = $1`, values: [node] });
    await notify.releaseNode(tx, [node]);
  });
}

/**
 * Asks again until it is so. For what other connections do in their own time; the clock of the tests stands still. What never
 * becomes so is ended by the time of its test, or here; a busy machine takes long.
 */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + 150_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error("It did not become so in time.");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function openDeliveries(store: Store): Promise<number> {
  const { rows } = await store.query<{ n: number }>({
    name: "test-open-deliveries",
    text: `select count(*) as n from belfry.deliveries
           where state = 'sending' or (state = 'queued' and run_at <= belfry.now())`,
  });
  return rows[0]!.n;
}

export const states = async (notify: Notify, messageId: number) =>
  Object.fromEntries((await notify.getMessage(messageId)).deliveries.map(({ recipient, state }) => [recipient, state]));

/** A channel that says what it is told to, for outcomes that no provider gives on demand. */
export function scriptedChannel(outcomeOf: (recipient: string, url: string) => DeliveryOutcome): ChannelDefinition {
  return {
    ...countedChannel,
    async send(_ctx, _message, recipients, config) {
      return recipients.map((recipient) => outcomeOf(recipient, (config as { url: string }).url));
    },
  };
}

function ignore(): void {
  // The tests look at the ledger, not at the log.
}

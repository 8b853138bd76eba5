import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  openConnections,
  createAccess,
  createPersonalData,
  createRequestKeys,
  createApprovals,
  createAuditTrail,
  createVault,
  writeAudit,
  type Access,
  type SsoOptions,
} from "@belfry/access";
import { workbookStream } from "@belfry/actions";
import { createFileStore } from "@belfry/engine";
import { createIncentives } from "@belfry/incentive";
import { AppError, DEFAULT_TIME_ZONE } from "@belfry/model";
import {
  createNotify,
  createTemplates,
  clearSandbox,
  getSandboxAttachment,
  getSandboxMail,
  getSandboxSource,
  listSandboxMails,
  type Notify,
} from "@belfry/notify";
import { defineChannel, definePlugin, secret, type GuardedFetch, type Plugin } from "@belfry/plugin-kit";
import {
  createMovableClock,
  createTestDatabase,
  startProviderSandbox,
  startTestEngine,
  type ProviderSandbox,
  type TestEngine,
} from "@belfry/testkit";
import { z } from "zod";
import { createApi, type RateLimits } from "../src/index.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON. */
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any -- what an answer holds is what these tests find out
  readonly text: string;
}

export interface TestApi extends AsyncDisposable {
  readonly url: string;
  readonly test: TestEngine;
  readonly access: Access;
  readonly notify: Notify;
  /** The played providers of this installation. */
  readonly providers: ProviderSandbox;
  /** What the API wrote to its log. */
  readonly logged: { message: string; fields: unknown }[];
  readonly login: { readonly name: string; readonly password: string };
  /** The API token that `call` sends. */
  readonly token: string;
  /** A request without credentials, unless headers bring some. */
  fetch(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Answer>;
  /** The same with an API token. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** A channel that sends nowhere. */
const pigeon = defineChannel({
  id: "pigeon",
  displayName: { zh: "信鸽", en: "Pigeon" },
  account: z.strictObject({ loft: z.string().min(1), password: secret() }),
  envelope: "message",
  maxBytes: () => 1_000,
  checkAddress: () => undefined,
  send: async (_ctx, _message, recipients) => recipients.map(() => ({ kind: "accepted" as const })),
  test: async (ctx, config) => [
    { step: "fly", ok: (await ctx.secret(config.password)) === "coo", detail: config.loft },
  ],
});

export interface TestApiOptions {
  readonly consoleFolder?: string;
  /** Whether rules run. @default false */
  readonly start?: boolean;
  /** How many executions may wait before nothing more is accepted. @default 100_000 */
  readonly backlog?: number;
  /** @default so many that no test meets them */
  readonly rateLimits?: RateLimits;
  readonly trustProxy?: readonly string[];
  /** Beside the channel that sends nowhere. */
  readonly plugins?: readonly Plugin[];
  readonly secrets?: Readonly<Record<string, string>>;
  readonly publicUrl?: string;
  /** How callbacks are called. @default nobody is */
  readonly fetch?: GuardedFetch;
  /** @default nobody signs in through a provider */
  readonly sso?: SsoOptions;
  /** How many connections to its database it has. @default 10 */
  readonly connections?: number;
}

const noLimits: RateLimits = { perCaller: 1_000_000, perAddress: 1_000_000 };

/** The API over real HTTP, on a real engine with a database of its own. */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const stack = new AsyncDisposableStack();
  const plugins = [
    definePlugin({ name: "test-channels", version: "0", channels: [pigeon] }),
    ...(options.plugins ?? []),
  ];
  const database = stack.use(
    await createTestDatabase(options.connections === undefined ? {} : { maxConnections: options.connections }),
  );
  const test = stack.use(
    await startTestEngine({
      database,
      plugins,
      start: options.start ?? false,
      ...(options.backlog !== undefined && { backlog: options.backlog }),
      hooks: { audit: writeAudit },
      ...(options.secrets !== undefined && { secrets: options.secrets }),
    }),
  );
  const { store } = test.database;
  const key = randomBytes(32);
  const access = createAccess({
    store,
    key,
    onNoticeRead: (tx, read) => notify.acknowledgeNotice(tx, read),
    ...(options.sso !== undefined && { sso: options.sso }),
  });
  const vault = createVault({ store, key, audit: writeAudit });
  const connections = stack.use(await openConnections(store, () => undefined));
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "belfry-api-"));
  stack.defer(() => rm(folder, { recursive: true }));
  const files = createFileStore({ folder });
  const channels = plugins.flatMap((plugin) => plugin.channels ?? []);
  const templates = createTemplates({ store, channels, timeZone: DEFAULT_TIME_ZONE, audit: writeAudit });
  const notify: Notify = createNotify({
    store,
    channels,
    renderTemplate: (request) => templates.renderTemplate(request),
    resolveSecret: (name) => vault.get(name),
    fetch: options.fetch ?? (() => Promise.reject(new Error("This test calls nobody."))),
    connect: () => Promise.reject(new Error("nobody is called here")),
    artifactPath: (artifact) => files.artifactPath(artifact),
    files: {
      async put(content, file) {
        await using scratch = await files.scratch("upload");
        return await files.artifacts(async () => scratch.path).put(content, file);
      },
      remove: (id) => files.remove("artifact", id),
    },
    wakeExecution: async () => undefined,
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
    audit: writeAudit,
    log,
  });
  // What follows from a decision is wired by the server; its whole way is walked in e2e/two-person-release.
  const approvals = createApprovals({
    store,
    settings: access.settings,
    effects: {
      lock: async () => undefined,
      apply: async () => undefined,
      committed: () => undefined,
      executionIsOpen: () => "true",
    },
    onError: (error) => logged.push({ message: "approvals", fields: error }),
  });
  const incentives = createIncentives({
    store,
    audit: writeAudit,
    files,
    mostFileBytes: 1_048_576,
    onChanged: (campaign) => test.engine.changes.changed("incentives", campaign),
  });
  const logged: TestApi["logged"] = [];
  const providers = stack.use(await startProviderSandbox({ clock: createMovableClock() }));
  const api = stack.use(
    createApi({
      engine: test.engine,
      notify,
      templates,
      incentives,
      access,
      vault,
      connections,
      security: { findings: async () => [] },
      writeWorkbook: workbookStream,
      rotateMasterKey: () => Promise.reject(new AppError("VAULT_ROTATION_REFUSED")),
      approvals,
      personalData: createPersonalData({ store, hashKey: async () => key, keepers: [test.engine, notify, incentives] }),
      auditTrail: createAuditTrail(store),
      requestKeys: createRequestKeys({ store, key }),
      rateLimits: options.rateLimits ?? noLimits,
      ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
      ...(options.trustProxy !== undefined && { trustProxy: options.trustProxy }),
      sandbox: {
        list: (page) => listSandboxMails(store, page),
        get: (id) => getSandboxMail(store, id),
        source: (id) => getSandboxSource(store, id),
        attachment: (id, index) => getSandboxAttachment(store, id, index),
        clear: () => clearSandbox(store),
      },
      sandboxProviders: providers,
      ...(options.consoleFolder !== undefined && { consoleFolder: options.consoleFolder }),
      version: "0.0.0-test",
      log: { info: () => undefined, error: (message, fields) => logged.push({ message, fields }) },
    }),
  );
  const first = await access.createFirstAdministrator();
  if (first === undefined) throw new Error("The test database is not empty.");
  const login = { name: first.username, password: first.password };
  const token = await tokenOf(access);
  const { port } = await api.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${port}`;

  const send: TestApi["fetch"] = async (method, path, { body, headers } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      redirect: "manual",
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== "" ? (JSON.parse(text) as unknown) : undefined,
    };
  };
  return {
    url,
    test,
    access,
    notify,
    providers,
    logged,
    login,
    token,
    fetch: send,
    call: (method, path, body) =>
      send(method, path, { ...(body !== undefined && { body }), headers: { authorization: `Bearer ${token}` } }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function tokenOf(access: Access): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "belfry-token-"));
  try {
    await access.renewTokenFile(join(folder, "cli-token"));
    return (await readFile(join(folder, "cli-token"), "utf8")).trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The composition root: what it and its two wires, ledger and engine, know together is every package. */
import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createAccess,
  createApprovals,
  createAuditTrail,
  createGuardedFetch,
  createPersonalData,
  createRequestKeys,
  createScriptRunner,
  createSecurity,
  createVault,
  openConnections,
  parseMasterKey,
  type FirstLogin,
  writeAudit,
} from "@belfry/access";
import { builtinActions, workbookStream } from "@belfry/actions";
import { createApi } from "@belfry/api";
import { builtinChannels } from "@belfry/channels";
import { builtinConnectors } from "@belfry/connectors";
import { createFileStore, type Engine } from "@belfry/engine";
import { createSmtpPlay, type ProviderSandbox } from "@belfry/fakes";
import { createIncentives } from "@belfry/incentive";
import { systemActor } from "@belfry/model";
import { inboxChannel, startMailSandbox, type Notify } from "@belfry/notify";
import { definePlugin, type Plugin } from "@belfry/plugin-kit";
import { builtinTriggers } from "@belfry/triggers";
import { installShippedRules } from "./alerts/install-shipped-rules.ts";
import { shippedRules } from "./alerts/shipped-rules.ts";
import { seedCalendars } from "./calendars/seed-calendars.ts";
import { claimFileFolder } from "./claim-file-folder.ts";
import type { ServerConfig } from "./config.ts";
import { openDatabase } from "./open-database.ts";
import { keyFileOf, openVaultKeys } from "./open-vault-keys.ts";
import { reportEvents } from "./report-events.ts";
import { sandboxMails } from "./sandbox-mails.ts";
import { sandboxProviders } from "./sandbox-providers.ts";
import type { ServerLog } from "./server-log.ts";
import { releaseEffects } from "./two-person-release.ts";
import { VERSION } from "./version.ts";
import { wireEngine } from "./wire-engine.ts";
import { wireLedger } from "./wire-ledger.ts";

export interface Server extends AsyncDisposable {
  readonly engine: Engine;
  readonly notify: Notify;
  /** The address of console and API; nothing without the role api. */
  readonly url: string | undefined;
  readonly mailSandboxPort: number | undefined;
  /** Set at the very first start: the only time the password is known. */
  readonly firstLogin: FirstLogin | undefined;
  readonly tokenFile: string;
  /** Stops everything in order and resolves when it is done. Safe to call twice. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly log: ServerLog;
  /** Plugins beside the built-in ones. */
  readonly plugins?: readonly Plugin[];
  /** Providers that are played on this machine, for the demo. Whoever starts them stops them. @default none */
  readonly providerSandbox?: ProviderSandbox;
  /** Called when Belfry cannot go on, for example because its database cannot be restarted. */
  readonly onFatal: (error: Error) => void;
}

const CONSOLE_FOLDER = fileURLToPath(new URL("../../console/dist", import.meta.url));

/** Starts Belfry. What was started before a failure is stopped again. */
export async function startServer(config: ServerConfig, options: ServerOptions): Promise<Server> {
  const { log } = options;
  await using starting = new AsyncDisposableStack();
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const { store } = starting.use(await openDatabase(config, log, options.onFatal));

  const vaultKeys = await openVaultKeys(store, config, log);
  const key = vaultKeys.keys;
  const audit = writeAudit;
  const auditTrail = createAuditTrail(store);
  const vault = createVault({ store, key, audit });
  const { sso, publicUrl = "" } = config;
  const access = createAccess({
    store,
    key,
    onNoticeRead: (tx, read) => notify.acknowledgeNotice(tx, read),
    // People may sign in through a provider inside of the network; rules still may not call it.
    ...(sso !== undefined && {
      sso: {
        ...sso,
        publicUrl,
        fetch: starting.use(createGuardedFetch({ allow: { hosts: [new URL(sso.issuer).host] } })),
      },
    }),
  });
  const firstLogin = await access.createFirstAdministrator();
  const connections = starting.use(
    await openConnections(store, (error) =>
      log.warn("the connections could not be read", { reason: error instanceof Error ? error.message : String(error) }),
    ),
  );
  const outbound = { allow: { hosts: config.outboundAllow }, connections };
  const fetch = starting.use(createGuardedFetch(outbound));
  const scripts = createScriptRunner({
    isAllowed: async () => (await access.settings.get()).scripts.allowed,
    installation: installationMark(config.dataDir),
  });
  const leftovers = scripts.killLeftovers();
  if (leftovers > 0) log.warn("ended scripts that an earlier process had left running", { processes: leftovers });
  const security = createSecurity({
    store,
    settings: access.settings,
    config: {
      ...config,
      keyFile: keyFileOf(config),
      mailSandbox: config.mailSandboxPort !== undefined,
      singleSignOn: config.sso !== undefined,
    },
  });
  const fileFolder = join(config.dataDir, "files");
  await claimFileFolder(store, fileFolder, { adopt: config.adoptFileFolder });
  const files = createFileStore({ folder: fileFolder });
  const inbox = inboxChannel((notice, { idempotencyKey }) =>
    access.notices.send(notice, { idempotencyKey, rule: null, executionId: null }),
  );
  const plugins = [
    builtinTriggers,
    builtinActions,
    builtinChannels,
    builtinConnectors,
    definePlugin({ name: "inbox", version: VERSION, channels: [inbox] }),
    ...(options.plugins ?? []),
  ];

  const approvals = createApprovals({
    store,
    settings: access.settings,
    effects: releaseEffects(() => ({ engine, notify })),
    onError: (error) => log.error("approvals could not be ended", { reason: String(error) }),
  });
  const common = { store, config, plugins, audit, fetch, outbound, vault, files, access, approvals, log };
  const incentives = createIncentives({
    store,
    audit,
    files,
    // They lie with the artifacts, whose whole days go with the executions of that time.
    archiveDays: Math.min(config.keepArchivesDays, config.keepExecutionsDays),
    mostFileBytes: config.contractFileBytes,
    onChanged: (campaign) => engine.changes.changed("incentives", campaign),
    log,
  });
  const { notify, templates } = wireLedger({ ...common, onDispatched: () => engine.tellQueue() });
  const engine = await wireEngine({ ...common, auditTrail, scripts, notify, incentives, templates });
  reportEvents(engine.events, log);
  starting.defer(() => engine.stop());
  starting.defer(() => notify.stop());
  starting.defer(() => approvals.stop());
  // People have an inbox without anybody setting it up; whoever does not want it disables the account.
  if ((await notify.listAccounts(inbox.id)).length === 0)
    await notify.saveAccount({ channel: inbox.id, name: "people", config: {} }, { by: systemActor });
  const seeded = await seedCalendars(engine);
  if (seeded !== "left") log.info("the calendar of China's statutory holidays was saved", { outcome: seeded });
  const installed = await installShippedRules({ engine, store }, shippedRules);
  if (installed.length > 0) log.info("rules that come with Belfry were installed", { rules: installed.join(", ") });
  await engine.start();

  const smtp = config.mailSandboxPort === undefined ? undefined : createSmtpPlay();
  const sandbox =
    config.mailSandboxPort === undefined
      ? undefined
      : starting.use(
          await startMailSandbox({
            store,
            host: "127.0.0.1",
            port: config.mailSandboxPort,
            ...(smtp !== undefined && { manners: smtp }),
            onError: (error) => log.warn("the mail sandbox could not keep a mail", { reason: error.message }),
          }),
        );

  const tokenFile = join(config.dataDir, "cli-token");
  let url: string | undefined;
  if (config.roles.includes("api")) {
    const api = createApi({
      engine,
      notify,
      templates,
      incentives,
      access,
      approvals,
      personalData: createPersonalData({
        store,
        hashKey: () => key.find(key.own),
        keepers: [engine, notify, incentives],
      }),
      vault,
      auditTrail,
      connections,
      security,
      writeWorkbook: workbookStream,
      rotateMasterKey: ({ by, newKey }) =>
        vaultKeys.rotate({ by, ...(newKey !== undefined && { newKey: parseMasterKey(newKey, "newKey") }) }),
      requestKeys: createRequestKeys({ store, key }),
      rateLimits: config.rateLimits,
      trustProxy: config.trustProxy,
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
      ...(sandbox === undefined ? {} : { sandbox: sandboxMails(store) }),
      ...((smtp ?? options.providerSandbox) !== undefined && {
        sandboxProviders: sandboxProviders(smtp, options.providerSandbox),
      }),
      ...(existsSync(join(CONSOLE_FOLDER, "index.html")) ? { consoleFolder: CONSOLE_FOLDER } : {}),
      version: VERSION,
      log,
    });
    starting.defer(() => api.close());
    await access.renewTokenFile(tokenFile);
    const { port } = await api.listen({ host: config.host, port: config.port });
    url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  }

  const running = starting.move();
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= running.disposeAsync());
  return {
    engine,
    notify,
    url,
    mailSandboxPort: sandbox?.port,
    firstLogin,
    tokenFile,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Tells the scripts of this data folder from those of others on the machine. */
function installationMark(dataDir: string): string {
  return createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
}

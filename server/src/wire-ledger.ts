/** Wires the ledger of messages and its templates: where accounts' secrets, files and mailboxes are, and who hears of what. */
import { createGuardedAddress, createGuardedConnect, type Access, type Approvals, type Vault } from "@belfry/access";
import { readMailbox } from "@belfry/connectors";
import { insertAlertSignals, signalExecution, type FileStore } from "@belfry/engine";
import { createNotify, createTemplates, type Notify, type NotifyDeps, type Templates } from "@belfry/notify";
import type { Plugin } from "@belfry/plugin-kit";
import type { ServerConfig } from "./config.ts";
import { messageReleaseOf } from "./two-person-release.ts";

export interface LedgerParts extends Pick<NotifyDeps, "store" | "fetch" | "log"> {
  readonly audit: NonNullable<NotifyDeps["audit"]>;
  readonly config: Pick<ServerConfig, "timeZone" | "publicUrl">;
  readonly plugins: readonly Plugin[];
  readonly vault: Pick<Vault, "get">;
  readonly files: FileStore;
  /** What is decided about addresses outside. */
  readonly outbound: Parameters<typeof createGuardedConnect>[0];
  readonly access: Access;
  readonly approvals: Approvals;
  /** Called when executions may have been woken. */
  readonly onDispatched: () => void;
}

export function wireLedger(parts: LedgerParts): { readonly notify: Notify; readonly templates: Templates } {
  const { store, audit, fetch, log, config, plugins, vault, files, outbound, access, approvals, onDispatched } = parts;
  const { timeZone, publicUrl } = config;
  const channels = plugins.flatMap((plugin) => plugin.channels ?? []);
  const compileMjml = plugins.find((plugin) => plugin.compileMjml !== undefined)?.compileMjml;
  const templates = createTemplates({ store, channels, timeZone, audit, compileMjml });
  const notify = createNotify({
    store,
    channels,
    renderTemplate: (request) => templates.renderTemplate(request),
    resolveSecret: (name) => vault.get(name),
    fetch,
    connect: createGuardedConnect(outbound),
    artifactPath: (artifact) => files.artifactPath(artifact),
    wakeExecution: signalExecution,
    release: messageReleaseOf(access, approvals),
    readMailbox: (mailbox, signal) => readMailbox({ addressOf: createGuardedAddress(outbound), signal }, mailbox),
    onDispatched,
    onCallbackStopped: (tx, { name, because, since }) =>
      insertAlertSignals(tx, [{ kind: "callback.stopped", subject: name, facts: { because, since } }]),
    onCallbackBack: (tx, name) =>
      insertAlertSignals(tx, [{ kind: "callback.stopped", subject: name, over: true, facts: {} }]),
    onAccountFailing: (tx, { channel, account, ...facts }) =>
      insertAlertSignals(tx, [{ kind: "account.failing", subject: `${channel}/${account}`, facts }]),
    onAccountBack: (tx, { channel, account }) =>
      insertAlertSignals(tx, [{ kind: "account.failing", subject: `${channel}/${account}`, over: true, facts: {} }]),
    publicUrl,
    timeZone,
    files: {
      async put(content, file) {
        await using scratch = await files.scratch("upload");
        return await files.artifacts(async () => scratch.path).put(content, file);
      },
      remove: (id) => files.remove("artifact", id),
    },
    audit,
    log,
  });
  return { notify, templates };
}

/** Wires the engine: what rules are made of, what they may reach, and what the other parts do when it tells them. */
import {
  createGuardedAddress,
  createGuardedPath,
  type Access,
  type Approvals,
  type AuditTrail,
  type ScriptRunner,
  type Vault,
} from "@belfry/access";
import { createEngine, type Engine, type FileStore } from "@belfry/engine";
import { actionIncentives, type Incentives } from "@belfry/incentive";
import { durationMs } from "@belfry/model";
import type { Notify, NotifyDeps, Templates } from "@belfry/notify";
import type { Plugin } from "@belfry/plugin-kit";
import { createHorizonReport } from "./calendars/report-horizons.ts";
import type { ServerConfig } from "./config.ts";
import { ruleStatusChanges } from "./rule-status-changes.ts";
import type { ServerLog } from "./server-log.ts";
import { secondPersonOf } from "./two-person-release.ts";
import { VERSION } from "./version.ts";

export interface EngineParts extends Pick<NotifyDeps, "store" | "fetch"> {
  readonly config: ServerConfig;
  readonly plugins: readonly Plugin[];
  readonly audit: NonNullable<NotifyDeps["audit"]>;
  readonly auditTrail: AuditTrail;
  readonly vault: Vault;
  readonly files: FileStore;
  readonly scripts: ScriptRunner;
  /** What is decided about addresses outside. */
  readonly outbound: Parameters<typeof createGuardedAddress>[0];
  readonly access: Access;
  readonly approvals: Approvals;
  readonly notify: Notify;
  readonly incentives: Incentives;
  readonly templates: Templates;
  readonly log: ServerLog;
}

export async function wireEngine(parts: EngineParts): Promise<Engine> {
  const { store, fetch, config, plugins, audit, auditTrail, vault, files, scripts, outbound } = parts;
  const { access, approvals, notify, incentives, templates, log } = parts;
  const isWorker = config.roles.includes("worker");
  const reportHorizons = createHorizonReport(() => engine, log);
  const engine: Engine = await createEngine(
    {
      store,
      plugins,
      services: {
        fetch,
        addressOf: createGuardedAddress(outbound),
        pathOf: createGuardedPath({ folders: config.folders }),
        runScript: scripts.run,
        files,
        secret: (name) => vault.get(name),
        async notify(message, { wait, ...accept }) {
          const notified = await notify.accept(message, accept);
          // What is held is waited for in any case: it is not sent once its execution is over.
          return wait === "queued" && notified.held !== true ? { ...notified, status: "settled" } : notified;
        },
        checkMessage: (message, check) => notify.check(message, check),
        tellPeople: (notice, origin) => access.notices.send(notice, origin),
        incentives: ({ id, rule }) => actionIncentives(incentives, { id, rule }),
        timeZone: config.timeZone,
      },
      hooks: {
        channelNames: async () =>
          new Set((await notify.listAccounts()).filter(({ enabled }) => enabled).map(({ channel }) => channel)),
        sendingNames: (names) => templates.nameProblems(names),
        secretNames: async () => new Set((await vault.list()).map(({ name }) => name)),
        audit,
        async alertSettings() {
          const { enabled, failureRate, over, queueWait, feedFailing } = (await access.settings.recent()).alerts;
          const ms = {
            overMs: durationMs(over),
            queueWaitMs: durationMs(queueWait),
            feedFailingMs: durationMs(feedFailing),
          };
          return { enabled, failureRate, ...ms };
        },
        dueSources: [
          notify.dueSource,
          notify.callbackSource,
          notify.statisticsSource,
          notify.escalationSource,
          notify.unknownSource,
          notify.bounceSource,
          approvals.dueSource,
        ],
        secondPerson: secondPersonOf(access, approvals),
        statusChanges: (rule, before) => ruleStatusChanges(auditTrail, rule, before),
        onNodesGone: (tx, nodes) => notify.releaseNode(tx, nodes),
        async onExpire(before) {
          await notify.expire(before);
          await incentives.expire(before);
          await access.expire();
          await access.notices.expire(before);
          // Only lines in a log: this process's own day is good enough.
          await reportHorizons(new Date().toISOString().slice(0, 10));
        },
        onDrained: () => notify.pause(),
        async onNode(node) {
          if (isWorker) await notify.start({ node });
        },
      },
    },
    {
      roles: config.roles,
      concurrency: config.concurrency,
      reserved: config.reserved,
      backlog: config.backlog,
      maxLives: config.maxLives,
      version: VERSION,
      retention: { executionDays: config.keepExecutionsDays, datasetDays: config.keepDatasetsDays },
    },
  );
  return engine;
}

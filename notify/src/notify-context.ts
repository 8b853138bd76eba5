import type { ArtifactRef, AuditRecord } from "@belfry/model";
import type { ActionLog, ChannelDefinition, GuardedConnect, GuardedFetch } from "@belfry/plugin-kit";
import type { Store, Tx } from "@belfry/store";
import type { RenderTemplate } from "./accept/render-template.ts";
import type { ReadMailbox } from "./bounces/mailbox.ts";
import type { MessageRelease } from "./release/message-release.ts";
import type { FileKeeper } from "./uploads/uploads.ts";
import type { FailingAccount, NamedAccount } from "./accounts/account.ts";
import type { StoppedCallback } from "./callbacks/callback.ts";
import type { NotifyFaults } from "./fault-points.ts";
import { SLOW_MS } from "./pool/count-from-answer.ts";

/** What the ledger needs of the rest of the house. */
export interface NotifyDeps {
  readonly store: Store;
  readonly channels: readonly ChannelDefinition[];
  /** @throws AppError SECRET_NOT_FOUND */
  resolveSecret(name: string): Promise<string>;
  readonly fetch: GuardedFetch;
  readonly connect: GuardedConnect;
  /** The local file behind an artifact. @throws AppError ARTIFACT_NOT_FOUND */
  artifactPath(ref: ArtifactRef): Promise<string>;
  /** Called in the transaction that settles the last delivery of the execution's message. May be called more than once. */
  wakeExecution(tx: Tx, executionId: number): Promise<void>;
  /** Called when a message was worked on and all of it is committed: executions may have been woken. @default nobody is told */
  readonly onDispatched?: () => void;
  /** Called last in the transaction of what somebody changed. @default nothing is written down */
  readonly audit?: (tx: Tx, record: AuditRecord) => Promise<void>;
  /** Who decides about messages to many. @default no message is held */
  readonly release?: MessageRelease | undefined;
  /** Where recipients reach Belfry, without a slash at the end. @default nobody knows, and nobody can leave a list */
  readonly publicUrl?: string | undefined;
  /** Where uploads are kept. @default nothing can be uploaded */
  readonly files?: FileKeeper | undefined;
  /** Makes content of templates. @default a message that names one is refused */
  readonly renderTemplate?: RenderTemplate | undefined;
  /** Called in the transaction that stops a callback whose receiver is gone or has failed for days. @default nobody is told */
  readonly onCallbackStopped?: ((tx: Tx, stopped: StoppedCallback) => Promise<void>) | undefined;
  /** Called in the transaction that knows that an account is refused again and again. @default nobody is told */
  readonly onAccountFailing?: ((tx: Tx, failing: FailingAccount) => Promise<void>) | undefined;
  /** Called in the transaction in which such an account works again, is put right or is removed. @default nobody is told */
  readonly onAccountBack?: ((tx: Tx, account: NamedAccount) => Promise<void>) | undefined;
  /** The zone of the installation: accounts that name none count their days and months by it. @default "Asia/Shanghai" */
  readonly timeZone?: string;
  /** How mailboxes are read to which mails come back. @default nobody looks into any */
  readonly readMailbox?: ReadMailbox | undefined;
  /** Called in the transaction that lets such a callback go on, or removes it. @default nobody is told */
  readonly onCallbackBack?: ((tx: Tx, name: string) => Promise<void>) | undefined;
  readonly log: ActionLog;
  /** @default none */
  readonly faults?: NotifyFaults;
}

export interface NotifyOptions {
  /**
   * How many messages one process sends at once, and so the most that are unknown when it dies; a mailbox takes four at a
   * time, and others are being written down. @default 128
   */
  readonly concurrency?: number;
  /** How many more it has claimed and made ready, for when one of those is done. @default 128 */
  readonly ahead?: number;
  /** The waits before a message that was put off is tried again; after the last one it fails. @default [60_000, 300_000, 600_000] */
  readonly retryDelaysMs?: readonly number[];
  /** The longest one send may take. @default 120_000 */
  readonly sendTimeoutMs?: number;
  /** A send that took longer counts in the minute in which it was answered. @default 150 */
  readonly slowSendMs?: number;
  /** How long `stop` waits for sends under way before it aborts them. @default 10_000 */
  readonly stopGraceMs?: number;
}

export type NotifySettings = Required<NotifyOptions> & { readonly timeZone: string };

export const defaultSettings: NotifySettings = {
  concurrency: 128,
  ahead: 128,
  retryDelaysMs: [60_000, 300_000, 600_000],
  sendTimeoutMs: 120_000,
  slowSendMs: SLOW_MS,
  stopGraceMs: 10_000,
  timeZone: "Asia/Shanghai",
};

import type { Readable } from "node:stream";
import type {
  Access,
  Approvals,
  AuditTrail,
  Connections,
  PersonalData,
  RequestKeys,
  Vault,
  Rotation,
  Security,
} from "@belfry/access";
import type { Engine } from "@belfry/engine";
import type { Incentives } from "@belfry/incentive";
import type { Actor } from "@belfry/model";
import type { RateLimits } from "./http/rate-limit.ts";
import type { Notify, SandboxAttachment, SandboxMail, SandboxMailSummary, Templates } from "@belfry/notify";

/** The mails that the sandbox caught. */
export interface SandboxMails {
  /** Newest first. */
  list(options: { readonly before?: number; readonly limit?: number }): Promise<SandboxMailSummary[]>;
  /** @throws AppError MESSAGE_NOT_FOUND */
  get(id: number): Promise<SandboxMail>;
  /** The bytes as they came. @throws AppError MESSAGE_NOT_FOUND */
  source(id: number): Promise<Uint8Array>;
  /** @throws AppError MESSAGE_NOT_FOUND, ARTIFACT_NOT_FOUND */
  attachment(id: number, index: number): Promise<SandboxAttachment & { readonly content: Uint8Array }>;
  /** Removes all and returns how many there were. */
  clear(): Promise<number>;
}

/** A switch that makes a played provider behave badly. */
export interface SandboxFault {
  readonly kind: "bounce" | "throttle" | "accept-then-drop" | "slow" | "malformed" | "session-expired";
  /** How many messages it hits. @default all */
  readonly times?: number | undefined;
  /** Of `slow`, in milliseconds. @default until it is switched off */
  readonly delayMs?: number | undefined;
}

/** A message that came to a played provider. */
export interface SandboxReceived {
  readonly id: number;
  readonly at: Date;
  readonly to: readonly string[];
  readonly kind: string;
  readonly title?: string;
  readonly text: string;
  readonly mentions?: readonly string[];
  readonly file?: { readonly name: string; readonly bytes: number };
  readonly shown: boolean;
  readonly answer: { readonly status: number; readonly body: string } | null;
  readonly fault: SandboxFault["kind"] | null;
}

/** A played provider. */
export interface SandboxProvider {
  readonly provider: string;
  readonly receives: "messages" | "queries";
  readonly channels: readonly string[];
  /** The faults that it knows. */
  readonly switches: readonly SandboxFault["kind"][];
  readonly messages: number;
  readonly faults: readonly SandboxFault[];
}

/** The providers that are played on this machine instead of called. */
export interface SandboxProviders {
  list(): readonly SandboxProvider[];
  get(provider: string): SandboxProvider | undefined;
  /** Newest first. */
  messages(provider: string, page: { readonly before?: number; readonly limit?: number }): readonly SandboxReceived[];
  /** Forgets all and returns how many there were. */
  clear(provider: string): number;
  /** Puts these in the place of those that are on. */
  setFaults(provider: string, faults: readonly SandboxFault[]): void;
}

/** A sheet of a workbook: a line above, names of columns, rows. */
export interface WorkbookSheet {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly { readonly field: string; readonly header: string; readonly width: number }[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** What the API reports of itself. */
export interface ApiLog {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** The parts of Belfry that routes hand their work to. */
export interface RouteDeps {
  readonly engine: Omit<Engine, "start" | "stop" | typeof Symbol.asyncDispose>;
  readonly notify: Pick<
    Notify,
    | "listMessages"
    | "getMessage"
    | "isMessageInScope"
    | "send"
    | "sendMany"
    | "cancelMessage"
    | "retryMessage"
    | "upload"
    | "uploadedFiles"
    | "keepUploads"
    | "acknowledgeMessage"
    | "verifyMessages"
    | "listPolicies"
    | "savePolicy"
    | "removePolicy"
    | "listSuppressions"
    | "suppress"
    | "unsuppress"
    | "unsubscribe"
    | "unsubscribeList"
    | "accountHealth"
    | "explainRoute"
    | "listAccounts"
    | "resumeAccount"
    | "saveAccount"
    | "removeAccount"
    | "testAccount"
    | "listCallbacks"
    | "getCallback"
    | "saveCallback"
    | "removeCallback"
    | "verifyCallback"
    | "listCallbackEvents"
    | "replayCallback"
    | "whyNot"
    | "now"
    | "messageStatistics"
    | "openReceiptAddress"
    | "takeReceipts"
    | "confirmReceipts"
  >;
  readonly templates: Omit<Templates, "renderTemplate">;
  readonly incentives: Omit<Incentives, "tellings" | "told">;
  readonly access: Omit<Access, "createFirstAdministrator" | "renewTokenFile" | "expire">;
  readonly vault: Pick<Vault, "set" | "remove" | "list">;
  readonly approvals: Pick<Approvals, "list" | "get" | "decide" | "withdraw">;
  readonly personalData: PersonalData;
  readonly auditTrail: AuditTrail;
  readonly connections: Pick<Connections, "list" | "save" | "remove">;
  readonly security: Security;
  /** Writes an Excel workbook; its times are texts already. */
  readonly writeWorkbook: (sheets: readonly WorkbookSheet[], timeZone: string) => Promise<Readable>;
  /** Changes the master key. @throws AppError VAULT_ROTATION_REFUSED, MASTER_KEY_WRONG, CONFIG_INVALID for a bad key */
  readonly rotateMasterKey: (options: { readonly by: Actor; readonly newKey?: string }) => Promise<Rotation>;
  /** Where browsers find Belfry, without a slash at the end. @default nobody knows */
  readonly publicUrl?: string;
  /** @default no sandbox: its routes answer 404 */
  readonly sandbox?: SandboxMails;
  /** @default none are played: the list is empty, and the routes of one answer 404 */
  readonly sandboxProviders?: SandboxProviders;
}

export interface ApiDeps extends RouteDeps {
  readonly requestKeys: RequestKeys;
  readonly rateLimits: RateLimits;
  /** Addresses and ranges of proxies whose X-Forwarded headers are believed. @default none */
  readonly trustProxy?: readonly string[];
  /** The folder with the built console. @default no console */
  readonly consoleFolder?: string;
  readonly version: string;
  readonly log: ApiLog;
}

import type { OutgoingMessage } from "@belfry/model";

/** What an action would have done, as people are shown it. Everything in it is JSON, and long texts are cut when shown. */
export type DryRunEffect =
  | DryRunMessage
  | DryRunNotice
  | DryRunRequest
  | DryRunSql
  | DryRunRecords
  | DryRunPublication
  | DryRunObject
  | DryRunScript
  | DryRunOther;

/** A message that was not handed to the delivery ledger. */
export interface DryRunMessage {
  readonly kind: "message";
  readonly channel: string;
  /** The account that it names; null: the first that can. */
  readonly account: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly markdown?: string;
  /** Who would be pointed at, in a chat. */
  readonly mentions?: NonNullable<OutgoingMessage["mentions"]>;
  /** What only this channel understands. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly attachments: readonly {
    readonly file: string;
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly contentId?: string;
  }[];
  /** Set when so many recipients would have been held until a second person releases the message. */
  readonly held?: { readonly recipients: number; readonly limit: number };
}

/** A notice that nobody was told. */
export interface DryRunNotice {
  readonly kind: "notice";
  readonly level: "info" | "warning" | "error";
  readonly title: string;
  readonly body?: string;
  readonly link?: string;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

/** A request that was not sent. */
export interface DryRunRequest {
  readonly kind: "request";
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As text; null when there is none, or when it is no text. */
  readonly body: string | null;
  /** How long the body is; null when it is a stream. */
  readonly bytes: number | null;
}

/** Statements that ran in a transaction which was taken back. */
export interface DryRunSql {
  readonly kind: "sql";
  /** The server and the database, without user and password. */
  readonly database: string;
  readonly statements: readonly {
    readonly sql: string;
    readonly params: readonly unknown[];
    /** How many rows it changed before that was taken back; null when it was not run. */
    readonly affected: number | null;
    /** Why it was not run. */
    readonly notRun?: string;
    /** What it gave back (`returning`): how many rows, and the first of them. */
    readonly returned?: {
      readonly columns: readonly string[];
      readonly rows: number;
      readonly first: readonly Readonly<Record<string, unknown>>[];
    };
  }[];
}

/** Records that were not written. */
export interface DryRunRecords {
  readonly kind: "records";
  readonly table: string;
  readonly changes: readonly {
    readonly key: string;
    /** Null: there was none. */
    readonly before: Readonly<Record<string, unknown>> | null;
    /** Null: it would be gone. */
    readonly after: Readonly<Record<string, unknown>> | null;
  }[];
}

/** A message that no broker got. */
export interface DryRunPublication {
  readonly kind: "publication";
  /** The server, without user and password. */
  readonly broker: string;
  readonly to: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An object that was not put into its bucket. */
export interface DryRunObject {
  readonly kind: "object";
  readonly server: string;
  readonly bucket: string;
  readonly key: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Its content, where it is a text. */
  readonly body: string | null;
}

/** A script that was not run. */
export interface DryRunScript {
  readonly kind: "script";
  readonly interpreter: string;
  readonly source: string;
  readonly args: readonly string[];
  /** The names of its variables: their values may be secrets. */
  readonly env: readonly string[];
  readonly stdin: string;
  readonly files: readonly string[];
}

/** Anything else: a sentence, and what belongs to it. */
export interface DryRunOther {
  readonly kind: "other";
  readonly title: { readonly zh: string; readonly en: string };
  readonly detail: unknown;
}

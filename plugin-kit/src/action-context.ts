import type { ArtifactRef, DatasetRef, OutgoingMessage, DeliveryState, SecretRef } from "@belfry/model";
import type { GuardedAddress } from "./guarded-address.ts";
import type { GuardedFetch } from "./guarded-fetch.ts";
import type { GuardedPath } from "./guarded-path.ts";
import type { Grids } from "./grids.ts";
import type { IncentiveLedger } from "./incentives.ts";
import type { Notice, NoticeSent } from "./notice.ts";
import type { Records } from "./records.ts";
import type { RunScript } from "./run-script.ts";

/** Writes to the log of the execution; people read it in the console. Secrets are masked. */
export interface ActionLog {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** One row of a dataset. */
export type Row = Readonly<Record<string, unknown>>;

export interface DatasetWriter {
  /** Adds rows; resolves when the next ones may come (back-pressure). */
  write(rows: readonly Row[]): Promise<void>;
  /** Makes the file durable and returns its reference. */
  close(): Promise<DatasetRef>;
  /** Throws away what was written. Safe after `close`. */
  discard(): Promise<void>;
}

export interface Datasets {
  /** Opens a new dataset. Columns are those of the first row unless named here. */
  create(options?: { readonly columns?: readonly string[] }): Promise<DatasetWriter>;
  /** Streams the rows of a dataset or of a short list, in their order. */
  read(rows: DatasetRef | readonly Row[]): AsyncIterable<Row>;
  /** The NDJSON file behind a dataset, for tools that read files themselves. Never written to. */
  path(dataset: DatasetRef): Promise<string>;
  /** Takes over a finished NDJSON file that a tool wrote inside `ctx.scratch()`. */
  adopt(path: string, description: { readonly rows: number; readonly columns: readonly string[] }): Promise<DatasetRef>;
}

export interface Artifacts {
  /** Takes over a finished file that the action wrote inside `ctx.scratch()`: makes it durable and gives it a name. */
  adopt(path: string, description: { readonly name: string; readonly mediaType: string }): Promise<ArtifactRef>;
  /** Keeps bytes as a file. For small contents. */
  put(content: Uint8Array, description: { readonly name: string; readonly mediaType: string }): Promise<ArtifactRef>;
  /** The local file with the content of an artifact. Never written to. */
  path(artifact: ArtifactRef): Promise<string>;
}

/** One recipient of a message and what became of it. */
export interface DeliveryView {
  readonly recipient: string;
  readonly state: DeliveryState;
  readonly reason?: string;
}

export interface Notified {
  readonly messageId: number;
  /** `waiting`: some recipient is not settled; the execution is woken when all are. */
  readonly status: "waiting" | "settled";
  readonly deliveries: readonly DeliveryView[];
  /** Set while a second person has not released the message yet: nothing of it is sent until then. */
  readonly held?: true;
}

/** Expressions and templates that an action evaluates itself, row by row. */
export interface RowExpressions {
  /** Compiles an expression once; the function evaluates it with the given names in addition to those of the rule. */
  expression(source: string): (names: Readonly<Record<string, unknown>>) => unknown;
  /** Compiles a template once. */
  template(source: string): (names: Readonly<Record<string, unknown>>) => string;
}

/** What an action may use. It gets nothing else. */
export interface ActionContext {
  /** Aborted when the execution is cancelled, the attempt times out or the node stops. Pass it on to every wait. */
  readonly signal: AbortSignal;
  /** The same for every attempt of this action and iteration, and unique in the world. */
  readonly idempotencyKey: string;
  readonly execution: {
    readonly id: number;
    readonly rule: string;
    /** How many events, calls and ends of rules led to it. An event that it publishes says one more (`CHAIN_DEPTH`). */
    readonly depth: number;
  };
  /** 1 for the first try. */
  readonly attempt: number;
  /** The moment the execution was created, by the database's clock; the same on every attempt. */
  readonly now: Date;
  /** The zone in which dates are meant unless an input says otherwise, an IANA name. */
  readonly timeZone: string;
  readonly log: ActionLog;
  /** Requests to the outside. Addresses that are not allowed are refused; redirects are checked one by one. */
  readonly fetch: GuardedFetch;
  /** Where a server may be reached that is spoken to in another way than HTTP. */
  readonly addressOf: GuardedAddress;
  /** Where a file of this machine lies, if rules may touch it. */
  readonly pathOf: GuardedPath;
  /** Runs a script in a process of its own, if an administrator allows scripts. */
  readonly runScript: RunScript;
  readonly datasets: Datasets;
  readonly artifacts: Artifacts;
  readonly rows: RowExpressions;
  /** The tables of records that Belfry keeps itself. */
  readonly records: Records;
  /** The task grids. */
  readonly grids: Grids;
  /** Campaigns and their ledger of rewards. */
  readonly incentives: IncentiveLedger;
  /** Resolves a secret; a plain string is returned as it is. @throws AppError SECRET_NOT_FOUND */
  secret(value: string | SecretRef): Promise<string>;
  /** A folder of this attempt alone, removed after it. */
  scratch(): Promise<string>;
  /** Shows how far the action is. `total` unknown: leave it out. */
  progress(done: number, total?: number): void;
  /**
   * Hands a message to the delivery ledger, once per idempotency key: calling it again with the same key returns what
   * became of the first. `wait: "queued"` does not wait for the recipients.
   */
  notify(
    message: OutgoingMessage,
    options?: {
      readonly wait?: "accepted" | "queued";
      /** Tells several messages of one action apart; the same on every attempt. @default it sends one */
      readonly part?: string;
    },
  ): Promise<Notified>;
  /** Tells people something inside of Belfry, once per idempotency key. With nobody to tell it writes nothing. */
  tellPeople(notice: Notice): Promise<NoticeSent>;
}

import type { Problem } from "@belfry/model";
import type { z } from "zod";
import type { ActionLog } from "./action-context.ts";
import type { GuardedAddress } from "./guarded-address.ts";
import type { GuardedFetch } from "./guarded-fetch.ts";
import type { GuardedPath } from "./guarded-path.ts";
import type { RecordReader } from "./records.ts";
import type { LocalizedText } from "./localized-text.ts";

interface TriggerBase<Config extends z.ZodType> {
  /** The key that names it in a rule: `cron`. */
  readonly id: string;
  readonly displayName: LocalizedText;
  readonly description: LocalizedText;
  /** The whole entry of the rule without `id` and `misfire`: `{ cron: "0 6 * * *", timezone: "Asia/Shanghai" }`. */
  readonly config: Config;
  /** What the trigger means, as a sentence: 每天 06:00. */
  describe(config: z.output<Config>): LocalizedText;
}

/** A trigger whose fire times are computed. The engine plans them as slots before they are due. */
export interface ScheduleTrigger<Config extends z.ZodType = z.ZodType> extends TriggerBase<Config> {
  readonly kind: "schedule";
  /** The first fire time after `after`, or none if there is no further one. Pure: it never asks what time it is. */
  next(config: z.output<Config>, after: Date): Date | undefined;
  /** Other rules on which it depends whether a fire time counts. Such a trigger is given `dayStartsAt` of its entry. Pure. */
  awaits?(config: z.output<Config>): AwaitedRules;
  /** Why a moment is none of its fire times, in the order in which people read it: for whoever asks why it did not fire. Pure. */
  misses?(config: z.output<Config>, at: Date): readonly LocalizedText[];
}

/** Other rules that a schedule looks at: how they ended within the business day of its fire time. */
export interface AwaitedRules {
  /** Their names. */
  readonly rules: readonly string[];
  readonly of: "all" | "any";
  readonly on: "success" | "ended";
  /**
   * `complete`: its fire times are the ends of business days, and within the day it fires as soon as they have ended so.
   * `missing`: it fires at its time where they have not.
   */
  readonly fires: "complete" | "missing";
  /** When a business day begins: `04:00`. */
  readonly dayStartsAt: string;
  /** The zone whose days are meant. */
  readonly timezone: string;
}

/** Which ends of executions a trigger waits for. */
export interface OutcomeWatch {
  /** The rules, by name. Empty: those that have the labels. */
  readonly rules: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly states: readonly ("success" | "failed" | "cancelled")[];
}

/** A trigger that waits for executions of other rules to end. The engine tells it of each end once, as an event. */
export interface OutcomeTrigger<Config extends z.ZodType = z.ZodType> extends TriggerBase<Config> {
  readonly kind: "outcome";
  /** Pure. */
  watches(config: z.output<Config>): OutcomeWatch;
}

/** Something that happened outside and may start executions. */
export interface IncomingEvent {
  /** Where it comes from; together with `id` it is accepted once. */
  readonly source: string;
  readonly id: string;
  readonly type: string;
  /** What it happened to within the source. */
  readonly subject?: string;
  readonly occurredAt?: Date;
  /** Whatever else the sender says of it, by name. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly data: unknown;
}

/** A trigger that looks at the events that come in and says which of them it is for. Pure. */
export interface MatchTrigger<Config extends z.ZodType = z.ZodType> extends TriggerBase<Config> {
  readonly kind: "match";
  matches(config: z.output<Config>, event: IncomingEvent): boolean;
  /** What of an event is other than it wants: for whoever asks why it did not fire. Pure. */
  differs?(config: z.output<Config>, event: IncomingEvent): readonly EventDifference[];
}

/** Something of an event that keeps a trigger from being for it. */
export interface EventDifference {
  /** `type`, `source`, `subject`, `data.status`. */
  readonly attribute: string;
  readonly wanted: unknown;
  /** Null where the event says nothing. */
  readonly is: unknown;
}

/** What a trigger that takes events from elsewhere may use. */
export interface FeedContext {
  readonly signal: AbortSignal;
  /**
   * Names this trigger of this rule: the same on every node, after a restart and after an edit, and unique in the world.
   * Under it a source may remember how far the trigger has got.
   */
  readonly feedId: string;
  /** By the clock of the database. */
  readonly now: Date;
  readonly log: ActionLog;
  /** Requests to the outside. Addresses that are not allowed are refused. */
  readonly fetch: GuardedFetch;
  /** Where a server may be reached that is spoken to in another way than HTTP. */
  readonly addressOf: GuardedAddress;
  /** Where a file or folder of this machine lies, if rules may touch it. */
  readonly pathOf: GuardedPath;
  /** The tables of records that Belfry keeps itself. */
  readonly records: RecordReader;
  /** The secret that a field of the configuration names. */
  secret(value: unknown): Promise<string>;
  /**
   * The value of an expression over the variables of the rule, with or without `${{ }}`: `vars.limit * 2`.
   * @throws AppError EXPRESSION_INVALID, EXPRESSION_FAILED
   */
  expression(source: string): Promise<unknown>;
  /**
   * Keeps what came in and cannot be read, with the reason, where people find it. Resolves when it is kept: then it may
   * be acknowledged like any other. The same text again is not kept twice while it lies open.
   */
  readonly unreadable: (raw: string, problems: readonly Problem[]) => Promise<void>;
}

/** What a trigger that listens may use. */
export interface TriggerContext extends FeedContext {
  /**
   * Resolves after the events, their decisions and their executions are committed; acknowledge to the source only then.
   * An event whose source and id were accepted before starts nothing again. It may take long: calls that come meanwhile
   * are committed together, so do not wait for one before the next, but hold only as many as may come again. When it
   * rejects, nothing may be acknowledged: the engine has ended the subscription, and the source has to send them again.
   */
  accept(...events: readonly IncomingEvent[]): Promise<void>;
  /** What `acceptTo` kept last; undefined at first. For sources that do not remember themselves how far one has got. */
  readonly cursor: unknown;
  /**
   * Like `accept`, and keeps with the events how far they reach, as JSON: the next subscription gets it. Call it in order;
   * without events only the cursor is kept.
   */
  acceptTo(cursor: unknown, ...events: readonly IncomingEvent[]): Promise<void>;
  /** Says that the connection broke. The engine ends the subscription and begins it anew, with growing pauses. */
  lost(error: unknown): void;
}

/** What something that could not be read says now, perhaps corrected by a person; or why it still cannot be read. */
export type ReadEvents =
  | { readonly ok: true; readonly events: readonly IncomingEvent[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface FeedTrigger<Config extends z.ZodType> extends TriggerBase<Config> {
  /**
   * Reads again what was handed to `ctx.unreadable`, perhaps corrected, when a person replays it. Pure. Without it such a
   * dead letter can be looked at and dismissed, and not replayed.
   */
  read?(config: z.output<Config>, raw: string): ReadEvents | Promise<ReadEvents>;
}

/** What a question brought. */
export interface Polled {
  /** They are committed together with the cursor; a thousand at most are good. */
  readonly events: readonly IncomingEvent[];
  /** JSON that the next question gets. Keep it small, and no secret in it. */
  readonly cursor: unknown;
  /** Whether there is more to be had at once. @default false */
  readonly more?: boolean;
  /**
   * What did not work, where the cursor has to be kept all the same. It shows at the feed like what is thrown, and the
   * next question comes at its usual time.
   */
  readonly failed?: unknown;
}

/** A trigger that asks again and again. The cursor is kept between calls and saved together with the events. */
export interface PollTrigger<Config extends z.ZodType = z.ZodType> extends FeedTrigger<Config> {
  readonly kind: "poll";
  /** How long it waits between two questions, in milliseconds; at least 1000. */
  everyMs(config: z.output<Config>): number;
  /**
   * Asks once, for a minute at most. `cursor` is undefined the first time. Whoever dies after it asks again with the same
   * cursor, and must get the same events under the same ids. What it throws shows at the feed, and it is asked again with
   * growing pauses.
   */
  poll(ctx: FeedContext, config: z.output<Config>, cursor: unknown): Promise<Polled>;
}

/** A trigger that listens. It resolves once it listens; aborting `ctx.signal` ends it. */
export interface SubscribeTrigger<Config extends z.ZodType = z.ZodType> extends FeedTrigger<Config> {
  readonly kind: "subscribe";
  /**
   * Connects and begins to listen, within a minute. What it throws shows at the feed, and it is tried again with growing
   * pauses; so does what `ctx.lost` is told later. Disposing closes the connection; it is called once `ctx.signal` is
   * aborted.
   */
  subscribe(ctx: TriggerContext, config: z.output<Config>): Promise<AsyncDisposable>;
}

/** A request as it came to the address of a trigger. Nobody has looked into it before. */
export interface ReceivedRequest {
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What is signed: the bytes as they came. */
  readonly body: Uint8Array;
}

/** What a request says happened; where it comes from is the address of the trigger. Or why it cannot be read. */
export type ReceivedEvent =
  | { readonly ok: true; readonly event: Omit<IncomingEvent, "source"> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface ReceiveContext {
  /** By the clock of the database, for signatures that grow old. */
  readonly now: Date;
  /** The secret that a field of the configuration names. */
  secret(value: unknown): Promise<string>;
}

/** A trigger with an address of its own, `/v1/hooks/{rule}/{trigger}`, to which others send. */
export interface ReceiveTrigger<Config extends z.ZodType = z.ZodType> extends TriggerBase<Config> {
  readonly kind: "receive";
  /** Whether the request comes from who knows the secret. Compare in constant time. */
  verify(ctx: ReceiveContext, config: z.output<Config>, request: ReceivedRequest): Promise<boolean>;
  /**
   * What a verified request says. Pure. It is asked again, without headers, when somebody replays what could not be read.
   */
  read(config: z.output<Config>, request: ReceivedRequest): ReceivedEvent;
}

export type TriggerDefinition =
  | ScheduleTrigger
  | MatchTrigger
  | PollTrigger
  | SubscribeTrigger
  | ReceiveTrigger
  | OutcomeTrigger;

/** A trigger as its author writes it, with a typed configuration. */
export type TriggerOf<Config extends z.ZodType> =
  | ScheduleTrigger<Config>
  | MatchTrigger<Config>
  | PollTrigger<Config>
  | SubscribeTrigger<Config>
  | ReceiveTrigger<Config>
  | OutcomeTrigger<Config>;

/** Makes a trigger of one of the six kinds: `schedule`, `match`, `poll`, `subscribe`, `receive`, `outcome`. */
export function defineTrigger<Config extends z.ZodType>(definition: TriggerOf<Config>): TriggerDefinition {
  // The registry holds triggers of all configurations; the engine parses a configuration before it hands it over.
  return definition;
}

import type { Actor, ApprovalVerdict, Condition, Problem, Scope } from "@belfry/model";
import type { DueSource, FoundText, Tx } from "@belfry/store";
import type { Audit } from "./audit.ts";
import type { ChangeFeed } from "./events/change-feed.ts";
import type { EngineEventBus } from "./events/engine-events.ts";
import type { ManualStart, StartResult } from "./executions/trigger-rule.ts";
import type { SecondPerson } from "./release/second-person.ts";
import type { IncomingEvent, ReceivedRequest } from "@belfry/plugin-kit";
import type { AcceptedEvent, AcceptOrigin } from "./incoming/accept-events.ts";
import type { HookAddress, HookOutcome } from "./incoming/receive-hook.ts";
import type { NewDeadLetter } from "./sql/events/insert-dead-letters.ts";
import type { DecisionOfEvent } from "./sql/events/select-event-decisions.ts";
import type { EventDeadLetter, EventDetail, EventFilter, EventSummary } from "./views/event-views.ts";
import type { CalendarDetail, CalendarView } from "./calendars/calendar-views.ts";
import type { CalendarSaveOptions } from "./calendars/change-calendar.ts";
import type { Registry } from "./registry.ts";
import type { SecretNames } from "./rules/missing-secrets.ts";
import type { FireTime, RuleFilter } from "./rules/rule-views.ts";
import type { SaveOptions } from "./rules/save-rule.ts";
import type { StatusOptions } from "./rules/set-rule-status.ts";
import type { ConditionTest, ConditionValues } from "./rules/test-condition.ts";
import type { SlotRange } from "./slots/read-slots.ts";
import type { RuleStatus } from "./sql/rules/rule-row.ts";
import type {
  ArtifactView,
  ExecutionDetail,
  ExecutionFilter,
  ExecutionSummary,
  LogLine,
} from "./views/execution-view.ts";
import type { RuleView } from "./views/rule-view.ts";
import type { SlotReconciliation, SlotView } from "./views/slot-view.ts";

/** What other parts of Belfry may ask of the engine. */
export interface Engine extends AsyncDisposable {
  readonly registry: Registry;
  readonly events: EngineEventBus;
  /** Hints of what changed, on any node. */
  readonly changes: ChangeFeed;

  /** What is wrong with a rule; empty when it can be saved. Never throws for bad input. */
  checkRule(input: unknown): Problem[];
  /**
   * Saves a rule as its next version. A new rule is disabled. Saving the same definition again makes no version. A secret
   * or calendar that is not there is a warning; of an enabled rule it is a problem.
   * @throws AppError RULE_INVALID with all problems, PRECONDITION_FAILED, LABEL_NOT_ALLOWED, RULE_EXISTS when it belongs to
   * others; nothing is saved then
   */
  saveRule(
    input: unknown,
    options: SaveOptions,
  ): Promise<{ rule: RuleView; outcome: "created" | "changed" | "unchanged"; warnings: readonly Problem[] }>;
  /** What a condition and its parts come to with these values. Never throws for a bad condition. */
  testCondition(condition: Condition, values: ConditionValues): Promise<ConditionTest>;
  listRules(filter?: RuleFilter): Promise<RuleView[]>;
  /** @throws AppError RULE_NOT_FOUND */
  getRule(slug: string): Promise<RuleView>;
  /**
   * Enables, disables or archives a rule; doing it twice changes nothing. When a second person has to release it first, the
   * rule stays as it is and `approval` is the request that waits.
   * @throws AppError RULE_NOT_FOUND, PRECONDITION_FAILED; SECRET_NOT_FOUND or CALENDAR_NOT_FOUND when it is to be enabled
   * and names what is not there
   */
  setRuleStatus(
    slug: string,
    status: RuleStatus,
    options: StatusOptions,
  ): Promise<RuleView & { readonly approval: ApprovalVerdict | null }>;
  /** Changes the status of a rule, in the transaction of the release. Call `tellRules` after its commit. */
  setReleasedStatus(tx: Tx, slug: string, change: { readonly status: RuleStatus; readonly by: Actor }): Promise<void>;
  /**
   * The next fire times as the calendars will have them, whether the rule is enabled or not. What they leave out is left
   * out here; a trigger whose calendar ends comes with one last time that is undecided.
   */
  nextFireTimes(slug: string, count: number): Promise<FireTime[]>;
  /**
   * Starts a rule by hand. Two calls with one key start one execution.
   * @throws AppError RULE_NOT_FOUND, RULE_NOT_ENABLED (archived), INPUT_INVALID with problems, INPUT_NOT_ALLOWED
   */
  triggerRule(slug: string, options: ManualStart): Promise<StartResult>;

  /** Newest first. */
  listExecutions(filter: ExecutionFilter): Promise<ExecutionSummary[]>;
  /** @throws AppError EXECUTION_NOT_FOUND */
  getExecution(id: number): Promise<ExecutionDetail>;
  /** @throws AppError EXECUTION_NOT_FOUND */
  executionLogs(id: number, options?: { readonly after?: number; readonly limit?: number }): Promise<LogLine[]>;
  /** Stops an execution and its children before their next action. @throws AppError EXECUTION_NOT_FOUND, EXECUTION_ALREADY_FINISHED */
  cancelExecution(id: number, options: { readonly by: Actor }): Promise<ExecutionDetail>;
  /**
   * Runs a failed or cancelled execution again from the action that failed; finished actions are not repeated. For a
   * parent: its failed children. @throws AppError EXECUTION_NOT_FOUND, EXECUTION_NOT_RETRYABLE
   */
  retryExecution(id: number, options: { readonly by: Actor }): Promise<ExecutionDetail>;

  /** The slots of a rule between two times, oldest first, the planned ones at the end. */
  listSlots(slug: string, range: SlotRange): Promise<SlotView[]>;
  /** Whether every due slot of a rule is accounted for. */
  reconcileSlots(slug: string): Promise<SlotReconciliation>;

  listVariables(): Promise<{ name: string; value: unknown; updatedAt: Date }[]>;
  /** Sets variables; those that are not named stay. */
  setVariables(values: Readonly<Record<string, unknown>>, options: { readonly by: Actor }): Promise<void>;
  /** @throws AppError NOT_FOUND */
  removeVariable(name: string, options: { readonly by: Actor }): Promise<void>;

  /** @throws AppError ARTIFACT_NOT_FOUND */
  getArtifact(id: string): Promise<ArtifactView & { readonly path: string }>;

  /** Whether there is such a thing and somebody with this scope may see it. */
  isInScope(thing: ScopedThing, scope: Scope | null): Promise<boolean>;

  listCalendars(): Promise<CalendarView[]>;
  /** @param scope whose rules are named @throws AppError CALENDAR_NOT_FOUND */
  getCalendar(name: string, scope?: Scope | null): Promise<CalendarDetail>;
  /** Saves a calendar; what is planned already follows it. @throws AppError CALENDAR_INVALID, PRECONDITION_FAILED */
  saveCalendar(input: unknown, options: CalendarSaveOptions): Promise<CalendarDetail>;
  /** @throws AppError CALENDAR_NOT_FOUND, CALENDAR_IN_USE */
  removeCalendar(name: string, options: { readonly by: Actor }): Promise<void>;

  /**
   * Accepts events, all or none. Afterwards they, what became of them at each trigger and the executions they start are
   * durable; an event whose source and id came before starts nothing.
   */
  acceptEvents(events: readonly IncomingEvent[], origin: AcceptOrigin): Promise<AcceptedEvent[]>;

  /** Newest first. */
  listEvents(filter?: EventFilter): Promise<EventSummary[]>;
  /** @throws AppError EVENT_NOT_FOUND */
  getEvent(id: number, scope?: Scope | null): Promise<EventDetail>;
  /** Looks at an event again, with the rules as they are now. @throws AppError EVENT_NOT_FOUND */
  replayEvent(id: number, options: { readonly by: Actor }): Promise<AcceptedEvent>;
  /** Keeps what came in and could not be read; returns the ids. */
  keepDeadLetters(letters: readonly NewDeadLetter[]): Promise<number[]>;
  /** What could not be read, the newest first. */
  listDeadLetters(filter?: {
    readonly state?: EventDeadLetter["state"];
    readonly before?: number;
    readonly limit?: number;
  }): Promise<EventDeadLetter[]>;
  /**
   * Reads a dead letter again, or the corrected text in its place, and accepts what it holds.
   * @throws AppError DEAD_LETTER_NOT_FOUND when it is not open, EVENT_INVALID when it still cannot be read; it stays open
   */
  replayDeadLetter(id: number, options: { readonly by: Actor; readonly text?: string }): Promise<AcceptedEvent[]>;
  /** Puts a dead letter away. @throws AppError DEAD_LETTER_NOT_FOUND when it is not open */
  dismissDeadLetter(id: number, options: { readonly by: Actor }): Promise<void>;
  /** What became of these events at the rules within the scope; nothing of what is still gathered. */
  eventDecisions(eventIds: readonly number[], scope: Scope | null): Promise<DecisionOfEvent[]>;
  /** Takes a request to the address of a trigger. Never throws for what came from outside. */
  receiveHook(address: HookAddress, request: ReceivedRequest): Promise<HookOutcome>;
  /** The rows in which one of these texts stands, configuration included. */
  findPerson(texts: readonly string[]): Promise<FoundText[]>;
  /** Replaces these texts in what executions left behind, and removes their files. Returns how many rows, by place. */
  erasePerson(texts: readonly string[]): Promise<Readonly<Record<string, number>>>;

  /** Tells all nodes that something in the queue may have become due: for those who signal executions themselves. */
  tellQueue(): void;
  /** Tells all nodes that rules were changed in the transaction of somebody else. */
  tellRules(): void;

  /** Begins to plan, decide and run, as far as the roles of this node say. Safe to call twice. */
  start(): Promise<void>;
  /** Takes nothing new, lets running actions end for a while, gives the rest back, leaves. Safe to call twice. */
  stop(): Promise<void>;
  /** The id of this node while it is started; it changes when the node had to begin anew. */
  readonly node: number | undefined;
}

/** What belongs to a rule, and so to whoever may see the rule. */
export type ScopedThing =
  | { readonly rule: string }
  | { readonly executionId: number }
  | { readonly artifactId: string }
  | { readonly eventId: number };

/** What the engine calls in other packages; the composition root wires it. */
export interface EngineHooks {
  /** The names of the stored secrets, so that a rule that names another one is not enabled. @default nobody looks */
  readonly secretNames?: SecretNames;
  /** Further things that become due by the database's clock. */
  readonly dueSources?: readonly DueSource[];
  /** Called last in the transaction of what somebody changed or started by hand. @default nothing is written down */
  readonly audit?: Audit;
  /** Asks a second person. @default nobody is asked */
  readonly secondPerson?: SecondPerson;
  /** Called inside the transaction that takes over what gone nodes held. */
  readonly onNodesGone?: (tx: Tx, nodes: readonly number[]) => Promise<void>;
  /** Called once an hour when the engine has removed what it kept long enough: what was created before may go. */
  readonly onExpire?: (before: Date) => Promise<void>;
  /** Called when this node has an id, and again with a new one when it had to begin anew. */
  readonly onNode?: (node: number) => Promise<void>;
}

import type { AppError, ArtifactRef, OutgoingMessage, Scope } from "@belfry/model";
import type { Notified } from "@belfry/plugin-kit";
import type { DueSource, FoundText, Tx } from "@belfry/store";
import { acceptMessage } from "./accept/accept-message.ts";
import { createTeller } from "./accept/tell-others.ts";
import { checkMessage, type CheckedMessage, type CheckOptions } from "./accept/check-message.ts";
import type { AcceptOptions } from "./accept/accept-options.ts";
import { createMessageWriter } from "./accept/message-writer.ts";
import { createLargestMessage } from "./accounts/largest-message.ts";
import { createAccounts, type Accounts } from "./accounts/manage-accounts.ts";
import { callbackProblem, createCallbacks, type Callbacks } from "./callbacks/manage-callbacks.ts";
import { createCallbackTeller } from "./callbacks/tell-callbacks.ts";
import { createBounceReader, type BounceReader } from "./bounces/bounce-reader.ts";
import { createChannelLookup } from "./channel-registry.ts";
import { createDispatcher, type Dispatcher } from "./dispatch/dispatcher.ts";
import { createLedgerWriter } from "./dispatch/ledger-writer.ts";
import { pullWaitingLines } from "./dispatch/pull-waiting-lines.ts";
import { createEscalator, type Escalator } from "./escalation/escalator.ts";
import { releaseNodes } from "./dispatch/release-nodes.ts";
import { createWaitingTurns } from "./dispatch/waiting-turns.ts";
import { cancelMessage, retryMessage, type MessageChange, type RetriedState } from "./messages/change-messages.ts";
import { sendMessage, sendMessages, type SendOptions, type SentMessage } from "./messages/send-messages.ts";
import { expireMessages } from "./messages/expire-messages.ts";
import { getMessage } from "./messages/get-message.ts";
import type { MessageDetail, MessageSummary } from "./messages/message-views.ts";
import { defaultSettings, type NotifyDeps, type NotifyOptions } from "./notify-context.ts";
import { isMessageInScope } from "./sql/is-message-in-scope.ts";
import { erasePersonInLedger, findPersonInLedger } from "./personal-data/erase-person.ts";
import { createPolicies, type Policies } from "./policy/policies.ts";
import { createUnknownSettler, type UnknownSettler } from "./queries/settle-unknown.ts";
import { createReceipts, type Receipts } from "./receipts/receipts.ts";
import { refuseMessage, releaseMessage } from "./release/end-hold.ts";
import type { HoldEnd } from "./release/message-release.ts";
import { deleteOldCallbackEvents } from "./sql/delete-old-callback-events.ts";
import { deleteOldMessageStatistics } from "./sql/delete-old-message-statistics.ts";
import { deleteOldClaims } from "./sql/delete-old-claims.ts";
import { listAccounts } from "./sql/list-accounts.ts";
import { listMessages, type MessageFilter } from "./sql/list-messages.ts";
import { createUnsubscribing, type Unsubscribing } from "./suppression/unsubscribe.ts";
import { verifyLedger, type LedgerVerification } from "./sql/verify-ledger.ts";
import { createSuppressions, type Suppressions } from "./suppression/suppressions.ts";
import { readClock } from "./sql/read-clock.ts";
import { createStatistics, type Statistics } from "./statistics/message-statistics.ts";
import { whyNot, type WhyAnswer, type WhyQuestion } from "./why/why-not.ts";
import { createUploads, type Uploads } from "./uploads/uploads.ts";

const CLAIMS_AT_ONCE = 5_000;

/** The delivery ledger: accepts messages, sends them, and knows what became of each recipient. */
export interface Notify
  extends
    Dispatcher,
    Accounts,
    Policies,
    Suppressions,
    Receipts,
    UnknownSettler,
    BounceReader,
    Unsubscribing,
    Callbacks,
    Statistics,
    Omit<Escalator, "escalate">,
    Omit<Uploads, "expireUploads"> {
  /**
   * Accepts a message, once per idempotency key: a second call returns what became of the first.
   * @throws AppError REQUEST_INVALID, CHANNEL_NOT_FOUND, ACCOUNT_NOT_FOUND, ARTIFACT_NOT_FOUND, ATTACHMENT_TOO_LARGE;
   * nothing was accepted then
   */
  accept(message: OutgoingMessage, options: AcceptOptions): Promise<Notified>;
  /**
   * Looks at a message as `accept` would, and writes nothing. Says when it would be held. @throws AppError like `accept`
   */
  check(message: OutgoingMessage, options: CheckOptions): Promise<CheckedMessage>;
  /** Makes a message due that a second person has released. Call `announceDue` after the commit. */
  releaseMessage(tx: Tx, messageId: number): Promise<void>;
  /** Cancels a message that was held and is not released; whoever waits for it is woken. */
  refuseMessage(tx: Tx, messageId: number, end: HoldEnd): Promise<void>;
  /** The rows in which one of these texts stands, and the caught mails that name one. */
  findPerson(texts: readonly string[]): Promise<FoundText[]>;
  /** Replaces these texts in messages and deliveries, and removes caught mails. Returns how many rows, by place. */
  erasePerson(texts: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** Takes nothing new until `start` is called again, and resolves when what is under way has ended. */
  pause(): Promise<void>;
  /** Takes a message of a person or a program. @throws AppError like `accept` */
  send(message: OutgoingMessage, options: SendOptions): Promise<SentMessage>;
  /** Takes many; what is refused does not take the others along. The answers stand in the order of the messages. */
  sendMany(messages: readonly OutgoingMessage[], options: SendOptions): Promise<(SentMessage | AppError)[]>;
  /** Cancels what has not been sent. @throws AppError MESSAGE_SETTLED when nothing of it waits */
  cancelMessage(id: number, change: MessageChange): Promise<void>;
  /** Sends to those again who are in one of these states. @throws AppError MESSAGE_SETTLED when nobody is */
  retryMessage(id: number, change: MessageChange & { readonly states: readonly RetriedState[] }): Promise<void>;
  /** When something has to be told to a callback. */
  readonly callbackSource: DueSource;
  /** Looks for due messages, here or on the nodes that send. */
  announceDue(): void;
  /**
   * Takes over what nodes held that are gone, in the transaction that removes them from belfry.nodes: what they may have
   * sent becomes unknown, the rest is queued again.
   */
  releaseNode(tx: Tx, nodeIds: readonly number[]): Promise<void>;
  /** Removes messages that were accepted before a moment; what is not settled stays. */
  expire(before: Date): Promise<void>;
  /** Newest first. */
  listMessages(filter?: MessageFilter): Promise<MessageSummary[]>;
  /** @throws AppError MESSAGE_NOT_FOUND */
  getMessage(id: number): Promise<MessageDetail>;
  /** Whether everybody whom a message was accepted for is accounted for: accepted = settled + in flight. */
  verifyMessages(): Promise<LedgerVerification>;
  /** What time it is, by the database's clock. */
  now(): Promise<Date>;
  /** What became of every message to an address in a time, newest first, and what was decided about each. */
  whyNot(question: WhyQuestion): Promise<WhyAnswer>;
  /** Whether there is such a message and somebody with this scope may see it. */
  isMessageInScope(id: number, scope: Scope | null): Promise<boolean>;
}

/**
 * Makes the ledger. It sends nothing before `start`; a process that only accepts never calls it.
 * @throws AppError PLUGIN_CONFLICT when two channels have one id
 */
export function createNotify(deps: NotifyDeps, options: NotifyOptions = {}): Notify {
  const { store, log } = deps;
  const channelOf = createChannelLookup(deps.channels);
  const settings = { ...defaultSettings, ...(deps.timeZone !== undefined && { timeZone: deps.timeZone }), ...options };
  const writer = createLedgerWriter({ ...deps, channelOf, timeZone: settings.timeZone });
  const judge = createPolicies(deps);
  const turns = createWaitingTurns(store);
  const dispatcher = createDispatcher({
    ...deps,
    channelOf,
    settings,
    writer,
    turns,
    overflowAfterMs: (message) => judge.overflowAfterMs(message),
  });

  const teller = createCallbackTeller(deps);
  const startDispatching = dispatcher.start.bind(dispatcher);
  const stopDispatching = dispatcher.stop.bind(dispatcher);
  const stopWorking = async () => {
    await Promise.all([stopDispatching(), teller.stop()]);
  };
  const tellOthers = createTeller(store, log);
  const acceptDeps = {
    store,
    release: deps.release,
    audit: deps.audit,
    renderTemplate: deps.renderTemplate,
    writer: createMessageWriter(deps),
    contentProblems: (message: Parameters<typeof judge.contentProblems>[0]) => judge.contentProblems(message),
    callbackProblem: (name: string) => callbackProblem(deps, name),
    canUnsubscribe: deps.publicUrl !== undefined,
    channelOf,
    artifactPath: (ref: ArtifactRef) => deps.artifactPath(ref),
    largestMessage: createLargestMessage(deps),
    onDue() {
      if (dispatcher.isRunning) {
        dispatcher.wake();
        return;
      }
      tellOthers();
    },
  };

  const { syncMailboxes, ...bounces } = createBounceReader({ ...deps, isRunning: () => dispatcher.isRunning });
  const onAccountsChanged = async () => {
    // Waited for: a process that ends right after it has written an account would leave its mailbox unread.
    await syncMailboxes().catch((error: unknown) => {
      log.warn("Which mailboxes are to be looked into could not be noted.", { error: String(error) });
    });
    if (dispatcher.isRunning) {
      dispatcher.lookAtLines();
      return;
    }
    const pulled = listAccounts(store).then((accounts) => pullWaitingLines({ store, channelOf, settings }, accounts));
    pulled
      .then(() => acceptDeps.onDue())
      .catch((error: unknown) => {
        log.warn("Who waits for the changed account waits for its turn.", { error: String(error) });
      });
  };
  const accounts = createAccounts({ ...deps, timeZone: settings.timeZone, onAccountsChanged }, channelOf);
  const uploads = createUploads(deps);
  return Object.assign(
    dispatcher,
    accounts,
    uploads,
    judge.policies,
    createSuppressions(deps),
    createUnsubscribing(deps),
    createReceipts(deps, channelOf),
    bounces,
    createUnknownSettler({
      ...deps,
      isRunning: () => dispatcher.isRunning,
      onDue: () => acceptDeps.onDue(),
    }),
    createEscalator({ ...acceptDeps, log }),
    createCallbacks({ ...deps, onWaiting: () => teller.wake() }),
    createStatistics({ ...deps, channelOf, timeZone: settings.timeZone, isRunning: () => dispatcher.isRunning }),
    {
      callbackSource: teller.dueSource,
      start: async (startOptions: { readonly node: number }) => {
        await startDispatching(startOptions);
        teller.start();
      },
      stop: async () => {
        await stopWorking();
        for (const channel of deps.channels) await channel.close?.();
      },
      pause: () => stopWorking(),
      findPerson: (texts: readonly string[]) => findPersonInLedger(store, texts),
      erasePerson: (texts: readonly string[]) => erasePersonInLedger(store, texts),
      announceDue: () => acceptDeps.onDue(),
      releaseMessage,
      refuseMessage: (tx: Tx, messageId: number, end: HoldEnd) => refuseMessage(deps, tx, messageId, end),
      accept: (message: OutgoingMessage, acceptOptions: AcceptOptions) =>
        acceptMessage(acceptDeps, message, acceptOptions),
      check: (message: OutgoingMessage, checkOptions: CheckOptions) => checkMessage(acceptDeps, message, checkOptions),
      send: (message: OutgoingMessage, sendOptions: SendOptions) => sendMessage(acceptDeps, message, sendOptions),
      sendMany: (messages: readonly OutgoingMessage[], sendOptions: SendOptions) =>
        sendMessages(acceptDeps, messages, sendOptions),
      cancelMessage: (id: number, change: MessageChange) => cancelMessage(deps, id, change),
      async retryMessage(id: number, change: MessageChange & { readonly states: readonly RetriedState[] }) {
        await retryMessage(deps, id, change);
        acceptDeps.onDue();
      },
      async expire(before: Date) {
        await expireMessages(store, before);
        await uploads.expireUploads();
        while ((await deleteOldClaims(store, CLAIMS_AT_ONCE)) > 0);
        while ((await deleteOldCallbackEvents(store, CLAIMS_AT_ONCE)) > 0);
        while ((await deleteOldMessageStatistics(store, CLAIMS_AT_ONCE)) > 0);
      },
      now: () => readClock(store),
      whyNot: (question: WhyQuestion) => whyNot(deps, question),
      releaseNode: (tx: Tx, nodeIds: readonly number[]) => releaseNodes(deps, tx, nodeIds),
      listMessages: (filter?: MessageFilter) => listMessages(store, filter),
      getMessage: (id: number) => getMessage(deps, id),
      verifyMessages: () => verifyLedger(store),
      isMessageInScope: (id: number, scope: Scope | null) => isMessageInScope(store, id, scope),
    },
  );
}

/**
 * The loop that sends what is due: it claims as many messages as this process has hands free and looks again when one is
 * done, when a message was accepted here, and when the node's tick says that something has become due.
 */
import type { DueSource } from "@belfry/store";
import { takeDueMessages } from "../policy/take-due-messages.ts";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";
import { findHeldMessages } from "../sql/find-held-messages.ts";
import { findLeftDigests } from "../sql/find-left-digests.ts";
import { findLostNodes } from "../sql/find-lost-nodes.ts";
import { listAccounts } from "../sql/list-accounts.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { releaseDeliveries } from "../sql/release-deliveries.ts";
import type { DispatchDeps } from "./dispatch-deps.ts";
import { dispatchMessage } from "./dispatch-message.ts";
import { pullWaitingLines } from "./pull-waiting-lines.ts";
import { releaseNodes } from "./release-nodes.ts";
import { createSendSlots } from "./send-slots.ts";
import { wakeSettled } from "./wake-settled.ts";

export interface Dispatcher {
  /**
   * Begins to send, in the name of a node that is registered in belfry.nodes, after taking over from nodes that are not
   * registered any more. A second call changes nothing, except that a process which had to register anew goes on under its
   * new number.
   */
  start(options: { readonly node: number }): Promise<void>;
  /**
   * Takes nothing new, lets others have what it has not begun to send, and resolves when what is under way has ended; sends
   * that take too long are aborted. Safe to call twice.
   */
  stop(): Promise<void>;
  /** Looks for due messages now. */
  wake(): void;
  /** Looks whether those who wait for an account wait longer than necessary: one was changed, or works again. */
  lookAtLines(): void;
  /** Whether this process sends. */
  readonly isRunning: boolean;
  readonly dueSource: DueSource;
}

/** So often a process that has nothing to do looks whether somebody waits longer for an account than necessary. */
const LINES_EVERY_MS = 2_000;
/** And so often it looks although nothing has happened: somebody may have been cancelled. */
const LINES_ANYWAY_MS = 30_000;
const LEFT_AT_ONCE = 50;
/**
 * Hands that become free take new messages together, once three quarters of what was made ready are used up or after this
 * time: a claim for each would take the database longer than what is written of the sends.
 */
const GATHER_MS = 50;
const USED_UP = 0.75;

export function createDispatcher(given: Omit<DispatchDeps, "slots" | "onAccountFree" | "onLinedUp">): Dispatcher {
  const slots = createSendSlots(given.settings.concurrency);
  const deps: DispatchDeps = { ...given, slots, onAccountFree: () => lookAtLines(), onLinedUp: () => lookSoon() };
  const { store, log, settings } = deps;
  const hands = settings.concurrency + settings.ahead;
  const inFlight = new Map<number, Promise<void>>();
  let node: number | undefined;
  let aborting = new AbortController();
  let leaving = new AbortController();
  let pumping: Promise<void> | undefined;
  /** Somebody called while the pump was at work. */
  let again = false;
  /** A claim failed and may have been committed nevertheless. */
  let doubtful = false;
  /** From when on the lines of those who wait for an account are looked at again, by this process's own clock. */
  let linesAt = 0;
  /** Somebody says that an account was changed or works again. */
  let changed = false;
  let looking: NodeJS.Timeout | undefined;
  let soon: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;

  const wake = () => {
    again = true;
    pumping ??= pump()
      .catch((error: unknown) => {
        doubtful = true;
        log.warn("Due messages could not be claimed; the next tick tries again.", { error: String(error) });
      })
      .finally(() => {
        pumping = undefined;
        if (again && node !== undefined) wake();
      });
  };

  const wakeSoon = () => {
    if (node === undefined) return;
    if (hands - inFlight.size >= settings.ahead * USED_UP) {
      wake();
      return;
    }
    gathering ??= setTimeout(() => {
      gathering = undefined;
      if (node !== undefined) wake();
    }, GATHER_MS);
  };

  const pump = async (): Promise<void> => {
    while (again && node !== undefined) {
      again = false;
      const holder = node;
      if (doubtful) await giveBackForgotten(holder);
      const free = hands - inFlight.size;
      if (free <= 0) return;
      // Before the accounts are read: a change that comes while they are asks for another look.
      const mustLook = changed;
      changed = false;
      const { claimed, accounts } = await store.transaction(async (tx) => ({
        claimed: await takeDueMessages({ ...deps, timeZone: settings.timeZone }, tx, {
          node: holder,
          free,
          atMost: hands,
        }),
        accounts: await listAccounts(tx),
      }));
      const signals = { signal: aborting.signal, leaving: leaving.signal };
      for (const message of claimed)
        track(message, dispatchMessage(deps, { node: holder, claimed: message, accounts, ...signals }));
      if (claimed.length > 0) {
        wakeSoon();
        changed ||= mustLook;
      } else if (mustLook || performance.now() >= linesAt) {
        linesAt = performance.now() + LINES_EVERY_MS;
        await settleLeftDigests();
        const { lines, pulled } = await pullWaitingLines(deps, accounts);
        if (pulled > 0) again = true;
        clearTimeout(looking);
        if (lines > 0) looking = setTimeout(lookAtLines, LINES_ANYWAY_MS).unref();
      }
    }
  };

  /** A node of an older version may have sent a digest: it knows nothing of what that gathered. */
  const settleLeftDigests = async (): Promise<void> => {
    const digestIds = await findLeftDigests(store, LEFT_AT_ONCE);
    if (digestIds.length === 0) return;
    await store.transaction(async (tx) => {
      await lockMessages(tx, digestIds);
      await wakeSettled(deps, tx, digestIds);
    });
  };

  const lookAtLines = () => {
    changed = true;
    if (node !== undefined) wake();
  };

  /** The account may have come free between the answer that it rests and the line: nobody would look for whoever is in it. */
  const lookSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      lookAtLines();
    }, LINES_EVERY_MS).unref();
  };

  const track = ({ id }: ClaimedMessage, sending: Promise<void>) => {
    // Some recipients of a message may become due while others are still being sent to.
    const both = Promise.all([inFlight.get(id), sending]).then(() => {
      if (inFlight.get(id) === both) inFlight.delete(id);
      deps.onDispatched?.();
      wakeSoon();
    });
    inFlight.set(id, both);
  };

  /** Gives back what a claim took whose commit was not confirmed; nobody else would ever touch it. */
  const giveBackForgotten = async (holder: number): Promise<void> => {
    const held = await findHeldMessages(store, [holder]);
    const messageIds = held.filter((id) => !inFlight.has(id));
    await store.transaction(async (tx) => {
      await lockMessages(tx, messageIds);
      await releaseDeliveries(tx, { nodeIds: [holder], messageIds, reason: "It was claimed and forgotten." });
    });
    doubtful = held.length > messageIds.length;
  };

  return {
    async start(options) {
      if (node === options.node) return;
      await store.transaction(async (tx) => releaseNodes(deps, tx, await findLostNodes(tx)));
      if (node === undefined) {
        aborting = new AbortController();
        leaving = new AbortController();
      }
      node = options.node;
      wake();
    },
    async stop() {
      node = undefined;
      leaving.abort();
      // It may be started again meanwhile, with a new one: that is not ours to abort.
      const own = aborting;
      const timer = setTimeout(() => own.abort(), settings.stopGraceMs);
      await pumping;
      await Promise.all(inFlight.values());
      clearTimeout(timer);
      clearTimeout(looking);
      clearTimeout(soon);
      soon = undefined;
      clearTimeout(gathering);
      gathering = undefined;
    },
    wake() {
      if (node !== undefined) wake();
    },
    lookAtLines,
    get isRunning() {
      return node !== undefined;
    },
    dueSource: {
      name: "deliveries",
      nextDueSql: `least((select min(run_at) from belfry.deliveries where state = 'queued'),
        (select min(expires_at) from belfry.deliveries where state = 'queued' and expires_at is not null))`,
      onDue() {
        if (node !== undefined) wake();
      },
    },
  };
}

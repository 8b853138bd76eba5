/**
 * What can be done about a delivery of which nobody knows whether it arrived: its provider is asked, or, where the provider
 * drops a second one by itself, the same account sends it again. Everything else stays unknown. Never does another account
 * send it, and never is it sent again once its provider may have forgotten the first one.
 */
import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { DueSource } from "@belfry/store";
import { channelContext } from "../accounts/channel-context.ts";
import { parseAccount } from "../accounts/parse-account.ts";
import type { Account } from "../accounts/account.ts";
import { noFaults } from "../fault-points.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { applyReceipts } from "../receipts/apply-receipts.ts";
import { claimUnknown, type UnknownDelivery } from "../sql/claim-unknown.ts";
import { listAccounts } from "../sql/list-accounts.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { sendUnknownAgain } from "../sql/send-unknown-again.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The waits before a provider is asked again: in all not quite a day, then nobody asks any more. */
const WAITS_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 15 * HOUR_MS];
const ASKED_AT_ONCE = 20;
const ASK_TIMEOUT_MS = 30_000;

/** The waits before a delivery is sent again whose double is dropped; after them it stays unknown. */
const AGAIN_MS = [1_000, 15_000, MINUTE_MS];
/** For how long a provider remembers a message unless its channel says otherwise. */
const WINDOW_MS = 10 * MINUTE_MS;
/** So much before the end of it nothing is sent again: a send takes its time. */
const WINDOW_MARGIN_MS = 3 * MINUTE_MS;

export interface UnknownSettler {
  /** Looks for unknown deliveries now. Resolves when none is due. */
  settleUnknown(): Promise<void>;
  readonly unknownSource: DueSource;
}

export interface SettlerDeps extends NotifyDeps {
  /** Whether this process sends, and so asks. */
  readonly isRunning: () => boolean;
  /** Called when a delivery is to be sent again. */
  readonly onDue: () => void;
}

export function createUnknownSettler(deps: SettlerDeps): UnknownSettler {
  const byId = new Map(deps.channels.map((channel) => [channel.id, channel]));
  let running: Promise<void> | undefined;
  const settleUnknown = (): Promise<void> =>
    (running ??= run(deps, byId).finally(() => {
      running = undefined;
    }));
  return {
    settleUnknown,
    unknownSource: {
      name: "unknown_deliveries",
      nextDueSql: `(select min(case when asked_epoch = epoch then ask_at else updated_at end)
        from belfry.deliveries where state = 'unknown')`,
      onDue() {
        if (!deps.isRunning()) return;
        settleUnknown().catch((error: unknown) => {
          deps.log.warn("Nobody could be asked about unknown deliveries; the next tick tries again.", {
            error: String(error),
          });
        });
      },
    },
  };
}

async function run(deps: SettlerDeps, channels: ReadonlyMap<string, ChannelDefinition>): Promise<void> {
  const faults = deps.faults ?? noFaults;
  const canBeAsked = [...channels.values()].filter((one) => one.query !== undefined || one.dropsDoubles === true);
  const claim = { limit: ASKED_AT_ONCE, waitsMs: WAITS_MS, channels: canBeAsked.map(({ id }) => id) };
  for (;;) {
    const { claimed, accounts } = await deps.store.transaction(async (tx) => ({
      claimed: await claimUnknown(tx, claim),
      accounts: await listAccounts(tx),
    }));
    if (claimed.length === 0) return;
    await faults.at("after-question-claimed");
    await Promise.all(
      claimed.map(async (delivery) => {
        const channel = channels.get(delivery.channel);
        const account = accounts.find((one) => one.channel === delivery.channel && one.name === delivery.account);
        if (channel === undefined || account === undefined) return;
        try {
          await settleOne(deps, channel, account, delivery);
        } catch (error) {
          const fields = { message: delivery.messageId, error: String(error) };
          deps.log.warn("What became of an unknown delivery could not be found out.", fields);
        }
      }),
    );
  }
}

async function settleOne(
  deps: SettlerDeps,
  channel: ChannelDefinition,
  account: Account,
  delivery: UnknownDelivery,
): Promise<void> {
  if (await askProvider(deps, channel, account, delivery)) return;
  if (channel.dropsDoubles === true && account.enabled) await sendAgain(deps, channel, account, delivery);
}

/** Returns whether the provider knew it. */
async function askProvider(
  deps: SettlerDeps,
  channel: ChannelDefinition,
  account: Account,
  { messageKey, recipient, providerId, sentAt, now }: UnknownDelivery,
): Promise<boolean> {
  if (channel.query === undefined) return false;
  const { context, masker } = channelContext(deps, { now, signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
  const question = { messageKey, recipient, sentAt, ...(providerId !== null && { providerId }) };
  const said = await channel.query(context, question, parseAccount(channel, account.config));
  await (deps.faults ?? noFaults).at("after-question");
  if (said === undefined) return false;
  // It is about this delivery, whatever it names.
  const receipt = {
    ...said,
    messageKey,
    recipient,
    ...(said.answer !== undefined && { answer: masker.text(said.answer) }),
    ...(said.reason !== undefined && { reason: masker.text(said.reason) }),
  };
  await applyReceipts(deps, { channel: channel.id, account: account.name, source: "query" }, [receipt]);
  return true;
}

async function sendAgain(
  deps: SettlerDeps,
  channel: ChannelDefinition,
  { config }: Account,
  delivery: UnknownDelivery,
): Promise<void> {
  const { id, messageId, epoch, account, firstSentAt, sends, now } = delivery;
  const delayMs = AGAIN_MS[sends - 1];
  const remembered = channel.doublesWindowMs?.(parseAccount(channel, config)) ?? WINDOW_MS;
  const window = remembered - WINDOW_MARGIN_MS;
  if (delayMs === undefined || now.getTime() + delayMs - firstSentAt.getTime() > window) return;
  const again = { id, messageId, epoch, account, delayMs, wholeEnvelope: channel.envelope === "message" };
  const queued = await deps.store.transaction(async (tx) => {
    await lockMessages(tx, [messageId]);
    return sendUnknownAgain(tx, again);
  });
  await (deps.faults ?? noFaults).at("after-sent-again");
  if (queued > 0) deps.onDue();
}

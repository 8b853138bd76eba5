import { isAppError } from "@belfry/model";
import type { ChannelContext, ChannelDefinition, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";

/** How long a channel may take to notice that it was aborted. */
const ABORT_GRACE_MS = 5_000;

export interface Send {
  readonly channel: ChannelDefinition;
  readonly config: unknown;
  readonly message: ChannelMessage;
  readonly recipients: readonly string[];
}

/**
 * Hands one envelope to a channel and returns one outcome for each recipient, whatever the channel does: one that throws,
 * hangs or leaves a recipient out may have sent, so these become unknown.
 */
export async function sendOnce(ctx: ChannelContext, send: Send): Promise<DeliveryOutcome[]> {
  const { channel, config, message, recipients } = send;
  const outcomes = await Promise.race([
    callChannel(ctx, () => channel.send(ctx, message, recipients, config)),
    abandoned(ctx.signal),
  ]);
  return recipients.map((_, place) => {
    if (!Array.isArray(outcomes)) return outcomes;
    return (
      outcomes[place] ?? { kind: "unknown", reason: `The channel "${channel.id}" said nothing about this recipient.` }
    );
  });
}

type Outcomes = readonly DeliveryOutcome[] | DeliveryOutcome;

async function callChannel(ctx: ChannelContext, call: () => Promise<readonly DeliveryOutcome[]>): Promise<Outcomes> {
  try {
    return await call();
  } catch (error) {
    // Secrets are read before anything is sent.
    if (isAppError(error, "SECRET_NOT_FOUND")) return { kind: "account-fault", reason: error.message };
    ctx.log.error("A channel failed by its own fault.", { error: String(error) });
    return { kind: "unknown", reason: `The channel failed by its own fault: ${String(error)}` };
  }
}

/** Resolves when a channel has had its time and does not react to the signal either. */
function abandoned(signal: AbortSignal): Promise<DeliveryOutcome> {
  return new Promise((resolve) => {
    const giveUp = () => {
      const outcome = { kind: "unknown", reason: "The channel did not answer in time." } as const;
      setTimeout(() => resolve(outcome), ABORT_GRACE_MS).unref();
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
  });
}

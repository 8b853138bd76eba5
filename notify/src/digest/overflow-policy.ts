import { durationMs } from "@belfry/model";
import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";
import type { PolicyRow } from "../sql/list-policies.ts";
import { isAbout, isFor, type JudgedMessage } from "../policy/policy-scope.ts";

/** How long a message waits for a robot where no policy says otherwise. */
const USUAL_WAIT_MS = 300_000;

/** From which wait on a message is gathered: the most patient policy decides. Infinite: never. */
export function overflowAfterMs(
  policies: readonly PolicyRow[],
  message: JudgedMessage & { readonly recipient: string },
): number {
  const waits = policies.flatMap(({ enabled, definition }) =>
    enabled && definition.kind === "overflow" && isAbout(definition, message) && isFor(definition, message.recipient)
      ? [definition.surplus === "delay" ? Number.POSITIVE_INFINITY : durationMs(definition.after)]
      : [],
  );
  return waits.length === 0 ? USUAL_WAIT_MS : Math.max(...waits);
}

/** Whether nothing is lost when a message only stands in a list: it has words, no file, and none of it has been sent. */
export function canBeGathered(
  channel: ChannelDefinition,
  { isUrgent, digestOf, content, deliveries }: ClaimedMessage,
): boolean {
  if (channel.gathersOverflow !== true || isUrgent || digestOf !== null || content.attachments.length > 0) return false;
  const words = [content.subject, content.markdown, content.text];
  return (
    words.some((part) => part !== undefined && part.trim() !== "") &&
    deliveries.every(({ piecesDone, onlyAccount }) => piecesDone === 0 && onlyAccount === null)
  );
}

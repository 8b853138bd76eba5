import type { DeliveryOutcome } from "@belfry/plugin-kit";
import { isInGroup } from "./group-name.ts";

/** Sends to the group of a robot; whoever else stands among the recipients is not reached by it, and is told so. */
export async function sendToGroup(
  config: { readonly group: string },
  recipients: readonly string[],
  send: () => Promise<DeliveryOutcome>,
): Promise<readonly DeliveryOutcome[]> {
  const outcomes: DeliveryOutcome[] = [];
  for (const recipient of recipients) {
    outcomes.push(isInGroup(config, recipient) ? await send() : strange(recipient));
  }
  return outcomes;
}

function strange(recipient: string): DeliveryOutcome {
  return {
    kind: "recipient-fault",
    reason: `This robot is not in the group "${recipient}". Name a group that a robot is in. 该机器人不在群“${recipient}”中。`,
  };
}

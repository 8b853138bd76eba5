import { Duration, file, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { namesInMessage } from "./names-in-message.ts";

/** Files that go along with a message. */
export const attachmentsField = z
  .array(
    z.union([
      file(),
      z.strictObject({
        file: file(),
        fileName: text().min(1).optional().meta({
          description: "The name the recipient sees. Left out: the name of the file.",
        }),
      }),
    ]),
  )
  .optional()
  .meta({ description: "Files of earlier actions." });

export const accountField = text().min(1).optional().meta({
  description: "The sending account. Left out: the best enabled one.",
});

export const waitField = z.enum(["accepted", "queued"]).optional().meta({
  description: "accepted: until every recipient is settled (the default). queued: not at all.",
});

/** What every message can be told, over whichever channel it goes. */
export const everyMessage = {
  template: text().min(1).optional().meta({
    description: "Instead of content: a template of Belfry, or one of its versions, `order-paid@3`.",
  }),
  language: text().min(2).optional().meta({ description: "Which language of the template. Left out: its first." }),
  variables: z.record(z.string(), z.unknown()).optional().meta({ description: "What the template is told." }),
  expiresAfter: Duration.optional().meta({
    description:
      "How long after the start of the execution it is still of use: `2h`. Whoever has not been sent to by then is not sent to any more. Left out: however late.",
  }),
  expiresAt: z.string().min(1).optional().meta({
    description: "The same as a time: `2026-02-16T08:00:00+08:00`.",
  }),
  conversation: text().min(1).optional().meta({
    description:
      "What it belongs to for its recipient: `ticket-{{ inputs.id }}`. All of it come from one account where it can send, and mail programs show them together.",
  }),
  businessKey: text().min(1).max(256).optional().meta({
    description: "What it is about: a recipient is told once on a channel within the window, whoever sends it.",
  }),
  businessWindow: Duration.optional().meta({ description: "How long the business key counts. Left out: `24h`." }),
  labels: z.record(z.string().min(1).max(63), text()).optional().meta({
    description: "Labels of the message. It has those of the rule, too; here another value can be given.",
  }),
};

/** What every action that hands a message to the ledger says of itself. */
export const messageAction = {
  // The ledger knows the idempotency key: a second run finds the first message.
  idempotent: true,
  cost: "send",
  retryableErrors: "None: what a provider refuses for a moment is tried again by the ledger of messages.",
  dryRun: "captured",
  sendsOutside: true,
  names: namesInMessage,
} as const;

import { file, text } from "@belfry/plugin-kit";
import { z } from "zod";

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

/** What every action that hands a message to the ledger says of itself. */
export const messageAction = {
  // The ledger knows the idempotency key: a second run finds the first message.
  idempotent: true,
  cost: "send",
  retryableErrors: "None: what a provider refuses for a moment is tried again by the ledger of messages.",
  dryRun: "captured",
  sendsOutside: true,
} as const;

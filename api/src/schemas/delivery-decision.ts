import { z } from "zod";
import { Instant } from "./common.ts";
import { ReasonText } from "./reason-text.ts";

/** What was decided about a delivery, in words. */
export const DeliveryDecision = z
  .object({
    kind: z.enum([
      "double",
      "suppressed",
      "unsubscribed",
      "quiet-hours",
      "frequency-cap",
      "expired",
      "cancelled",
      "second-person",
      "scheduled",
      "account",
      "retry",
      "due",
      "sending",
      "refused",
      "bounced",
      "unknown",
      "accepted",
      "delivered",
    ]),
    text: ReasonText,
    until: Instant.nullable().describe("Until when it waits."),
  })
  .meta({ id: "DeliveryDecision" });

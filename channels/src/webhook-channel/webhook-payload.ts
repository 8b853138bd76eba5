import { z } from "zod";

/** What a webhook says instead of the parts of the message. */
export const WebhookPayload = z.strictObject({
  type: z.string().min(1).max(200).optional().meta({ description: 'What it is about, for example "order.paid".' }),
  data: z.json().optional().meta({ description: "What is sent. Left out: the parts of the message." }),
});
export type WebhookPayload = z.output<typeof WebhookPayload>;

import { z } from "zod";
import { WecomPayload } from "../wecom-robot/wecom-payload.ts";

/** What only an app of WeCom understands of a message. */
export const WecomAppPayload = z.strictObject({
  format: z
    .enum(["text", "markdown"])
    .optional()
    .meta({ description: "How the text is sent. Left out: as it was given." }),
  news: WecomPayload.shape.news,
  templateCard: WecomPayload.shape.templateCard,
  textcard: z
    .strictObject({
      title: z.string().min(1),
      description: z.string().min(1),
      url: z.url(),
      btntxt: z.string().min(1).optional(),
    })
    .optional()
    .meta({ description: "A card with a title, a few lines and an address." }),
});

/**
 * An event, as CloudEvents 1.0 describes it. `source` and `id` together name it once and for all: a second event with
 * both is the same event, sent again.
 *
 * Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
import { z } from "zod";

/** A media type of RFC 2046, with parameters or without. */
const mediaType = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;.*)?$/;

const Attribute = z.string().min(1).max(2_000);

export const CloudEvent = z
  .object({
    specversion: z.literal("1.0", { error: "Only CloudEvents 1.0 is understood." }),
    id: Attribute,
    source: Attribute.describe("Who sends it, as a URI reference: /shops/7 or https://shop.example/orders."),
    type: Attribute.describe("What happened: order.paid."),
    subject: Attribute.optional().describe("What it happened to within the source."),
    time: z.iso.datetime({ offset: true, error: "Write a time with its offset, as RFC 3339 says." }).optional(),
    datacontenttype: Attribute.regex(mediaType, "Write a media type like application/json.").optional(),
    dataschema: Attribute.refine((text) => URL.canParse(text), "Write a whole URI, with its scheme.").optional(),
    data: z.unknown().optional(),
  })
  .catchall(z.union([z.string(), z.int32(), z.boolean()]))
  .superRefine((event, ctx) => {
    for (const name of Object.keys(event)) {
      if (!/^[a-z0-9]{1,40}$/.test(name)) {
        const message = `${JSON.stringify(name)} is no name of an attribute: small letters and digits only.`;
        ctx.addIssue({ code: "custom", path: [name], message });
      }
    }
  })
  .meta({ id: "CloudEvent" });
export type CloudEvent = z.output<typeof CloudEvent>;

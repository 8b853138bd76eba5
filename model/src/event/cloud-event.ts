/**
 * An event, as CloudEvents 1.0 describes it. `source` and `id` together name it once and for all: a second event with
 * both is the same event, sent again.
 *
 * Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
import { z } from "zod";

const Attribute = z.string().min(1).max(2_000);

export const CloudEvent = z
  .object({
    specversion: z.literal("1.0", { error: "Only CloudEvents 1.0 is understood." }),
    id: Attribute,
    source: Attribute.describe("Who sends it, as a URI reference: /shops/7 or https://shop.example/orders."),
    type: Attribute.describe("What happened: order.paid."),
    subject: Attribute.optional().describe("What it happened to within the source."),
    time: z.iso.datetime({ offset: true, error: "Write a time with its offset, as RFC 3339 says." }).optional(),
    datacontenttype: Attribute.optional(),
    dataschema: Attribute.optional(),
    data: z.unknown().optional(),
  })
  .catchall(z.union([z.string(), z.number(), z.boolean()]))
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

import { z } from "zod";
import { EventSource } from "./event-source.ts";

const Header = z.string().min(1).max(200);

/** What every trigger that listens to a broker asks for in the same way. */
export const messageFields = {
  format: z
    .enum(["json", "text", "cloudevents"])
    .default("json")
    .describe(
      "What a message is read as. `cloudevents`: CloudEvents 1.0, structured or binary; their source, id and type are those of the event.",
    ),
  type: z.string().min(1).max(500).optional().describe("The type of the events. Left out: the name of this trigger."),
  source: EventSource.optional().describe(
    "Where the events come from. Left out: the broker and the place, such as `rabbitmq:/orders`.",
  ),
  headers: z.array(Header).max(20).default([]).describe("Headers of the messages that become attributes of the event."),
};

/** Where a message has its name. */
const eventIdFields = {
  header: Header.optional().describe("The header that holds it."),
  path: z.string().min(1).max(500).optional().describe("Where it stands in the body: `order.id`."),
};

/** For brokers that name every message themselves. */
export const EventId = z
  .strictObject(eventIdFields)
  .optional()
  .describe("What names a message, so that it counts once however often it comes. Left out: what the broker names it.");

/** For protocols that may leave a message without a name. */
export function eventIdOrElse(otherwise: "content" | "delivery", protocol: string) {
  return z
    .strictObject({
      ...eventIdFields,
      else: z
        .enum(["content", "delivery"])
        .default(otherwise)
        .describe(
          "What counts for messages without a name. `content`: those with the same content are one. `delivery`: each is one of its own.",
        ),
    })
    .prefault({})
    .describe(`What names a message, so that it counts once however often it comes. Left out: ${protocol}.`);
}

export type MessageConfig = {
  readonly format: "json" | "text" | "cloudevents";
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly headers: readonly string[];
  readonly eventId?: { readonly header?: string | undefined; readonly path?: string | undefined } | undefined;
};

/**
 * What a message says, as an event. All formats are read as CloudEvents are: a message of plain JSON or text is one in
 * binary mode, whose attributes the trigger gives. So the same things are refused everywhere, in the same words.
 */
import { valueAt } from "../value-at.ts";
import { createHash } from "node:crypto";
import { readCloudEvents } from "@belfry/model";
import { incomingEvent } from "../incoming-event.ts";
import type { IncomingEvent, ReadEvents } from "../trigger.ts";
import type { MessageConfig } from "./message-fields.ts";

/** A message as any broker hands it over. */
export interface BrokerMessage {
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  /** Its headers, by their names as they were sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** The attributes of a CloudEvent in binary mode, by the names CloudEvents gives them; empty for other messages. */
  readonly cloudEvent: Readonly<Record<string, string>>;
  /** What names the message when neither a header nor its content does. */
  readonly id: string;
  /** Where it was sent to: the routing key, the subject, the topic. */
  readonly subject?: string;
  readonly occurredAt?: Date | undefined;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** What the events of a trigger have in common when nothing else is said. */
export interface MessageDefaults {
  readonly type: string;
  readonly source: string;
}

/** Reads a message. Pure. What cannot be read comes back with its text, for the dead letters. */
export function readMessage(
  message: BrokerMessage,
  config: MessageConfig,
  defaults: MessageDefaults,
): ReadEvents & { readonly raw: string } {
  const { format, type = defaults.type, source = defaults.source } = config;
  const plain = { id: "unnamed", source, type, specversion: "1.0" };
  const attributes = format === "cloudevents" ? message.cloudEvent : plain;
  const contentType = format === "cloudevents" ? message.contentType : mediaTypes[format];
  const read = readCloudEvents({
    // Encoded, because the reader takes them for headers of HTTP and decodes them.
    headers: {
      ...(contentType !== undefined && { "content-type": contentType }),
      ...Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [`ce-${name}`, encodeURIComponent(value)]),
      ),
    },
    body: message.body,
  });
  const raw = () => new TextDecoder().decode(message.body);
  if (read === undefined) return { ok: false, problems: [noCloudEvent], raw: raw() };
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) {
    const [only] = read;
    // In binary mode the attributes stand beside the body, and both are needed to read it again.
    return { ok: false, problems, raw: read.length === 1 && only?.ok === false ? only.raw : raw() };
  }
  const events = read.flatMap((one) => (one.ok ? [incomingEvent(one.event)] : []));
  return { ok: true, events: events.map((event) => completed(event, message, config)), raw: raw() };
}

/** Reads the text of a dead letter, perhaps corrected by a person. What stood beside the body is gone. */
export function readAgain(raw: string, config: MessageConfig, defaults: MessageDefaults): ReadEvents {
  const body = new TextEncoder().encode(raw);
  const message: BrokerMessage = {
    body,
    contentType: `application/cloudevents${raw.trimStart().startsWith("[") ? "-batch" : ""}+json`,
    headers: {},
    cloudEvent: {},
    id: createHash("sha256").update(body).digest("hex"),
    attributes: {},
  };
  const { raw: _, ...read } = readMessage(message, config, defaults);
  return read;
}

const mediaTypes = { json: "application/json", text: "text/plain" } as const;

const noCloudEvent = {
  path: "",
  message: "The message is no CloudEvent.",
  remedy:
    "Send it with the content type application/cloudevents+json or with the attributes as headers, or let the trigger read it as `json` or `text`.",
};

function completed(event: IncomingEvent, message: BrokerMessage, config: MessageConfig): IncomingEvent {
  const { subject, occurredAt } = message;
  const named = config.headers.flatMap((name) => {
    const value = headerOf(message, name);
    return value === undefined ? [] : [[name.toLowerCase(), value] as const];
  });
  const own = { ...message.attributes, ...Object.fromEntries(named) };
  if (config.format === "cloudevents") return { ...event, attributes: { ...own, ...event.attributes } };
  return {
    ...event,
    id: idOf(message, config, event.data),
    ...(subject !== undefined && { subject }),
    ...(occurredAt !== undefined && { occurredAt }),
    attributes: own,
  };
}

function idOf(message: BrokerMessage, { eventId }: MessageConfig, data: unknown): string {
  const inHeader = eventId?.header === undefined ? undefined : headerOf(message, eventId.header);
  const named = inHeader ?? (eventId?.path === undefined ? undefined : valueAt(data, eventId.path));
  return typeof named === "number" || (typeof named === "string" && named !== "") ? String(named) : message.id;
}

function headerOf({ headers }: BrokerMessage, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([header]) => header.toLowerCase() === wanted)?.[1];
}

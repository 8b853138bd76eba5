import { CHAIN_DEPTH, type ActionContext } from "@belfry/plugin-kit";

/** A message on its way out, as every broker takes it. */
export interface OutgoingMessage {
  /** The queue or routing key, the subject, the topic, the stream. */
  readonly to: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The same on every attempt: receivers drop doubles by it. */
  readonly messageId: string;
  readonly sentAt: Date;
}

/** What a broker said when it had taken a message. */
export interface Published {
  /** Where it lies, if the broker says so. */
  readonly position: string | null;
  /** Whether the broker had the same message before and dropped this one. */
  readonly duplicate: boolean;
}

/** What the author of a rule says of a message. */
export interface MessageText {
  readonly to: string;
  readonly data: unknown;
  readonly event?:
    | { readonly type: string; readonly source?: string | undefined; readonly subject?: string | undefined }
    | undefined;
  readonly contentType?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly messageId?: string | undefined;
}

/** Writes a message: text as it is, everything else as JSON, and an event as a structured CloudEvent. */
export function outgoingMessage(
  ctx: Pick<ActionContext, "idempotencyKey" | "now" | "execution">,
  { to, data, event, contentType, headers, messageId = ctx.idempotencyKey }: MessageText,
): OutgoingMessage {
  const shared = { to, headers, messageId, sentAt: ctx.now };
  if (event !== undefined) {
    const { type, source = `/rules/${ctx.execution.rule}`, subject } = event;
    const attributes = { specversion: "1.0", id: messageId, source, type, subject, time: ctx.now.toISOString() };
    const chain = { [CHAIN_DEPTH]: ctx.execution.depth + 1 };
    const body = Buffer.from(JSON.stringify({ ...attributes, ...chain, datacontenttype: "application/json", data }));
    return { ...shared, body, contentType: "application/cloudevents+json" };
  }
  const isText = typeof data === "string";
  return {
    ...shared,
    body: Buffer.from(isText ? data : JSON.stringify(data)),
    contentType: contentType ?? (isText ? "text/plain; charset=utf-8" : "application/json"),
  };
}

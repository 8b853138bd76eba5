import type { BrokerMessage } from "@belfry/plugin-kit";
import type { JsMsg } from "@nats-io/jetstream";

/**
 * A message of a stream. Its sender may have named it in `Nats-Msg-Id`; else it is known by its number, and by when the
 * stream was made: one that is deleted and made again counts anew.
 */
export function natsMessage(message: JsMsg, streamCreated: string): BrokerMessage {
  const headers = Object.fromEntries(
    (message.headers?.keys() ?? []).map((name) => [name, message.headers?.get(name) ?? ""]),
  );
  const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const given = lowered["nats-msg-id"] ?? "";
  return {
    body: message.data,
    contentType: lowered["content-type"],
    headers,
    cloudEvent: Object.fromEntries(
      Object.entries(lowered).flatMap(([name, value]) =>
        name.startsWith("ce-") ? [[name.slice(3), decoded(value)]] : [],
      ),
    ),
    id: given === "" ? `${message.seq}@${streamCreated}` : given,
    subject: message.subject,
    occurredAt: message.time,
    attributes: { stream: message.info.stream, sequence: message.seq },
  };
}

/** The binding of CloudEvents to NATS encodes headers as that to HTTP does; a lone % is itself. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not encoded after all: `100%` is what the sender meant.
    return value;
  }
}

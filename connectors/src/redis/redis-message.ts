import type { BrokerMessage } from "@belfry/plugin-kit";

/** An entry of a stream: its id, and names and values in turn. */
export type StreamEntry = readonly [id: Buffer, fields: readonly Buffer[] | null];

/** An entry as a message; without the field that holds its body it is none. Redis names each entry itself, by its time. */
export function redisMessage(
  [id, fields]: StreamEntry,
  bodyField: string | undefined,
): BrokerMessage | { fields: string } {
  const named = entriesOf(fields ?? []);
  const headers = Object.fromEntries(named.map(([name, value]) => [name, value.toString("utf8")]));
  const body =
    bodyField === undefined ? Buffer.from(JSON.stringify(headers)) : named.find(([name]) => name === bodyField)?.[1];
  if (body === undefined) return { fields: JSON.stringify(headers) };
  const text = id.toString("latin1");
  return {
    body,
    contentType: "application/cloudevents+json",
    headers,
    cloudEvent: {},
    id: text,
    occurredAt: new Date(Number(text.split("-", 1)[0])),
    attributes: {},
  };
}

function entriesOf(fields: readonly Buffer[]): [name: string, value: Buffer][] {
  return fields.flatMap((name, place) => {
    const value = fields[place + 1];
    return place % 2 === 1 || value === undefined ? [] : [[name.toString("utf8"), value]];
  });
}

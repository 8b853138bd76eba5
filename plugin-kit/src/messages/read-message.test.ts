import { expect, test } from "vitest";
import { messageFields, type MessageConfig } from "./message-fields.ts";
import { readAgain, readMessage, type BrokerMessage } from "./read-message.ts";

const defaults = { type: "queue", source: "queue:/orders" };
const config = (more: Partial<MessageConfig> = {}): MessageConfig => ({ format: "json", headers: [], ...more });
const message = (body: string | Uint8Array, more: Partial<BrokerMessage> = {}): BrokerMessage => ({
  body: Buffer.from(body),
  contentType: undefined,
  headers: {},
  cloudEvent: {},
  id: "the broker's",
  attributes: {},
  ...more,
});

function eventOf(read: ReturnType<typeof readAgain>) {
  if (!read.ok) throw new Error(read.problems[0]?.message ?? "");
  return read.events[0];
}

test("a name in a header comes before one in the body, and both before the broker's", () => {
  const eventId = { header: "X-Id", path: "order.id" };
  const named = (body: string, headers = {}) =>
    eventOf(readMessage(message(body, { headers }), config({ eventId }), defaults))?.id;
  expect(named('{"order":{"id":42}}', { "x-id": "a" })).toBe("a");
  expect(named('{"order":{"id":42}}')).toBe("42");
  expect(named('{"order":{"id":{}}}')).toBe("the broker's");
  const inherited = readMessage(message("{}"), config({ eventId: { path: "constructor.name" } }), defaults);
  expect(eventOf(inherited)?.id).toBe("the broker's");
});

test("type and source are those of the rule, and percent signs are what they are", () => {
  const own = config({ format: "text", type: "50% off", source: "queue:/a%20b" });
  expect(eventOf(readMessage(message("100%"), own, defaults))).toMatchObject({
    type: "50% off",
    source: "queue:/a%20b",
    data: "100%",
  });
});

const readBinary = (cloudEvent: Readonly<Record<string, string>>) =>
  readMessage(message("{}", { cloudEvent }), config({ format: "cloudevents" }), defaults);

test("a CloudEvent keeps its own name, and is refused without one", () => {
  const cloudEvent = { id: "%41", source: "/shops/7", type: "order.paid", specversion: "1.0" };
  expect(eventOf(readBinary(cloudEvent))).toMatchObject({
    id: "%41",
    source: "/shops/7",
    type: "order.paid",
    data: {},
  });
  const { id: _, ...nameless } = cloudEvent;
  expect(readBinary(nameless)).toMatchObject({ ok: false, problems: [{ path: "id" }] });
});

test("bytes that are no text are kept as far as they can be shown, and a corrected text is read again", () => {
  const read = readMessage(message(Buffer.from([0x7b, 0xff])), config(), defaults);
  expect(read).toMatchObject({ ok: false, problems: [{ message: "It is no UTF-8." }], raw: "{\uFFFD" });
  expect(eventOf(readAgain('{"a":1}', config(), defaults))).toMatchObject({ type: "queue", data: { a: 1 } });
  const structured = JSON.stringify([{ id: "7", source: "/s", type: "t", specversion: "1.0" }]);
  expect(eventOf(readAgain(structured, config({ format: "cloudevents" }), defaults))).toMatchObject({ id: "7" });
});

test("a message is JSON unless the rule says otherwise", () => {
  expect([messageFields.format.parse(undefined), messageFields.headers.parse(undefined)]).toEqual(["json", []]);
});

test("a message that speaks in the name of Belfry is kept with the reason, and a rule cannot give its messages that name", () => {
  const forged = { specversion: "1.0", id: "1", source: "Belfry:/alerts", type: "belfry.rule.failing" };
  const cloudEvents = config({ format: "cloudevents" });
  const read = [
    readMessage(
      message(JSON.stringify(forged), { contentType: "application/cloudevents+json" }),
      cloudEvents,
      defaults,
    ),
    readMessage(message("{}", { contentType: "application/json", cloudEvent: forged }), cloudEvents, defaults),
    readAgain(JSON.stringify(forged), cloudEvents, defaults),
  ];
  const problem = { path: "source", message: "Events of the source belfry: are those of Belfry itself." };
  for (const one of read) expect(one).toMatchObject({ ok: false, problems: [problem] });
  expect(messageFields.source.safeParse("queue:/orders").success).toBe(true);
  expect(messageFields.source.safeParse(" belfry:/alerts").error?.issues).toMatchObject([
    { message: "Sources that begin with belfry: are those of Belfry itself." },
  ]);
});

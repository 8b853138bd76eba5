import { expect, test } from "vitest";
import { readCloudEvents } from "./read-cloud-events.ts";

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const required = { specversion: "1.0", id: "A234-1234-1234", source: "/mycontext", type: "com.example.someevent" };
const structured = (value: unknown) =>
  readCloudEvents({ headers: { "content-type": "application/cloudevents+json; charset=UTF-8" }, body: bytes(value) });
const binary = (headers: Record<string, string>, body: Uint8Array | string = "") =>
  readCloudEvents({ headers, body: typeof body === "string" ? bytes(body) : body });

// The examples of the specification.
test("the structured example of the JSON format", () => {
  const event = {
    ...required,
    subject: null,
    time: "2018-04-05T17:31:00Z",
    comexampleextension1: "value",
    comexampleothervalue: 5,
    datacontenttype: "application/json",
    data: { appinfoA: "abc", appinfoB: 123, appinfoC: true },
  };
  const { subject: _subject, ...read } = event;
  expect(structured(event)).toEqual([{ ok: true, event: read }]);
});

const with64 = (type: string, text: string) =>
  structured({ ...required, datacontenttype: type, data_base64: Buffer.from(text).toString("base64") })?.[0];

test("data in Base64 is decoded as its type says", () => {
  expect(with64("application/vnd.apache.thrift.binary", "\u0001x")).toMatchObject({ event: { data: "AXg=" } });
  expect(with64("text/xml", "<much/>")).toMatchObject({ event: { data: "<much/>" } });
  expect(with64("application/json", '{"a":1}')).toMatchObject({ event: { data: { a: 1 } } });
});

test("the binary example of the HTTP binding", () => {
  const headers = {
    "ce-specversion": "1.0",
    "ce-type": "com.example.someevent",
    "ce-time": "2018-04-05T03:56:24Z",
    "ce-id": "1234-1234-1234",
    "ce-source": "/mycontext/subcontext",
    "content-type": "application/json; charset=utf-8",
  };
  expect(binary(headers, '{"amount": 5}')).toEqual([
    {
      ok: true,
      event: {
        specversion: "1.0",
        type: "com.example.someevent",
        time: "2018-04-05T03:56:24Z",
        id: "1234-1234-1234",
        source: "/mycontext/subcontext",
        datacontenttype: "application/json; charset=utf-8",
        data: { amount: 5 },
      },
    },
  ]);
});

test("header values are percent-decoded, and quoted ones unquoted", () => {
  const [read] = binary({
    "ce-specversion": "1.0",
    "ce-type": "t",
    "ce-id": "1",
    "ce-source": "/s",
    "ce-subject": "Euro%20%E2%82%AC%20%F0%9F%98%80",
    "ce-note": '"a \\"b\\""',
    "ce-rate": "100%",
  })!;
  expect(read).toMatchObject({ event: { subject: "Euro € 😀", note: 'a "b"', rate: "100%" } });
});

test("a batch is read event by event: a broken one does not take the others along", () => {
  const read = readCloudEvents({
    headers: { "content-type": "application/cloudevents-batch+json" },
    body: bytes([required, { ...required, id: "" }, 7, { ...required, id: "2" }]),
  });
  expect(read?.map(({ ok }) => ok)).toEqual([true, false, false, true]);
  expect(
    readCloudEvents({ headers: { "content-type": "application/cloudevents-batch+json" }, body: bytes("[]") }),
  ).toEqual([]);
});

test("a request without any sign of CloudEvents is none", () => {
  expect(binary({ "content-type": "application/json" }, "{}")).toBeUndefined();
});

test.each([
  ["no id", { ...required, id: undefined }, "id"],
  ["an old version", { ...required, specversion: "0.3" }, "Only CloudEvents 1.0"],
  ["a time without an offset", { ...required, time: "2026-01-01T00:00:00" }, "RFC 3339"],
  ["an attribute in capitals", { ...required, traceParent: "x" }, "small letters"],
  ["an attribute that is an object", { ...required, extra: {} }, "extra"],
  ["data twice", { ...required, data: 1, data_base64: "AQ==" }, "not both"],
  ["data that is no Base64", { ...required, data_base64: "%%" }, "Base64"],
  ["a list", [required], "JSON object"],
  ["no JSON", "{", "no JSON"],
])("%s is refused with the reason, and what came is kept", (_name, value, words) => {
  const [read] = structured(value)!;
  expect(read).toMatchObject({ ok: false });
  expect(JSON.stringify(read)).toContain(words);
  expect(read?.ok === false && read.raw.length).toBeGreaterThan(0);
});

test("bytes that are no UTF-8 are refused", () => {
  expect(
    binary({ "ce-specversion": "1.0", "content-type": "application/json" }, new Uint8Array([0x22, 0xff, 0x22]))?.[0],
  ).toMatchObject({
    ok: false,
    problems: [{ message: "It is no UTF-8." }],
  });
});

test.each(["belfry:/alerts", "BELFRY:/rules/x", " belfry:/alerts"])(
  "nobody sends an event in Belfry's own name: %j",
  (source) => {
    const event = { specversion: "1.0", id: "1", source, type: "belfry.rule.failing" };
    const attributes = Object.entries(event).map(([name, value]): [string, string] => [
      `ce-${name}`,
      encodeURIComponent(value),
    ]);
    const refused = {
      ok: false,
      problems: [{ path: "source", message: "Events of the source belfry: are those of Belfry itself." }],
    };
    expect(structured(event)).toMatchObject([refused]);
    expect(binary(Object.fromEntries(attributes))).toMatchObject([refused]);
  },
);

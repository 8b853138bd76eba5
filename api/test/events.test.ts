import { createHmac } from "node:crypto";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type Answer, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers], secrets: { HUB: "It's a Secret to Everybody" } });
  await api.test.rule({
    rule: "thanks",
    triggers: [{ id: "paid", event: "order.paid", condition: "event.data.amount >= 100" }],
    actions: [{ use: "test.echo", with: { value: "${{ event.data.amount }}" } }],
  });
});
afterAll(() => api[Symbol.asyncDispose]());

const send = (mediaType: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  api.fetch("POST", "/v1/events", {
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { authorization: `Bearer ${api.token}`, "content-type": mediaType, ...headers },
  });
const structured = "application/cloudevents+json";
const batched = "application/cloudevents-batch+json";
let count = 0;
const order = (amount: number, over: object = {}) => ({
  specversion: "1.0",
  id: `o${(count += 1)}`,
  source: "/shop",
  type: "order.paid",
  data: { amount },
  ...over,
});

test("a structured event starts its rule, and the same one again does nothing", async () => {
  const event = order(120);
  const first = await send(structured, event);
  expect(first).toMatchObject({
    status: 202,
    body: { items: [{ duplicate: false, decisions: [{ rule: "thanks", trigger: "paid", fate: "fired" }] }] },
  });
  const again = await send(`${structured}; charset=utf-8`, event);
  expect(again.body.items).toEqual([{ ...first.body.items[0], duplicate: true }]);
  const shown = await api.call("GET", `/v1/events/${first.body.items[0].id as number}`);
  expect(shown.body).toMatchObject({
    eventId: event.id,
    data: { amount: 120 },
    fates: { fired: 1 },
    broughtBy: "command line",
  });
});

test("a binary event of any kind is read, its attributes from the headers", async () => {
  const attributes = { "ce-specversion": "1.0", "ce-id": "b1", "ce-source": "/shop", "ce-type": "order.paid" };
  const json = await send("application/json", { amount: 7 }, attributes);
  expect(json.body.items[0].decisions).toMatchObject([{ fate: "condition-false" }]);
  const xml = await send("text/xml", "<paid/>", { ...attributes, "ce-id": "b2" });
  const { body } = await api.call("GET", `/v1/events/${xml.body.items[0].id as number}`);
  expect(body).toMatchObject({ data: "<paid/>", fates: { "condition-error": 1 } });
});

test.each(["belfry:/alerts", " BELFRY:/x"])(
  "nobody but Belfry says what comes from %j: it is refused with the reason and starts nothing",
  async (source) => {
    await api.test.rule({
      rule: `trusting-${source.length}`,
      triggers: [{ event: "*", source: "belfry:/*" }],
      actions: [{ use: "test.echo" }],
    });
    const event = order(1, { source, type: "belfry.rule.failing" });
    const reason = "Events of the source belfry: are those of Belfry itself.";
    const structuredly = await send(structured, event);
    const problems = [{ path: "source", message: reason }];
    expect(structuredly).toMatchObject({ status: 422, body: { code: "EVENT_INVALID", problems } });
    const attributes = {
      "ce-specversion": "1.0",
      "ce-id": "f",
      "ce-source": encodeURIComponent(source),
      "ce-type": "x",
    };
    expect(await send("application/json", {}, attributes)).toMatchObject({
      status: 422,
      body: { code: "EVENT_INVALID" },
    });
    const batch = await send(batched, [event, order(1)]);
    expect(batch.body.items).toMatchObject([{ problems }, { duplicate: false }]);
    const { deadLetter } = batch.body.items[0] as { deadLetter: number };
    const replayed = await api.call("POST", `/v1/dead-letters/${deadLetter}/replay`, {});
    expect(replayed.body.code).toBe("EVENT_INVALID");
    expect((await api.call("GET", `/v1/events?rule=trusting-${source.length}`)).body.items).toEqual([]);
  },
);

test("a webhook that names Belfry as its source comes from its own address nevertheless", async () => {
  await api.test.rule({
    rule: "hooked",
    triggers: [
      {
        id: "hub",
        webhook: "hmac",
        secret: "${{ secrets.HUB }}",
        header: "x-hub-signature-256",
        prefix: "sha256=",
        type: "push",
      },
    ],
    actions: [{ use: "test.echo" }],
  });
  const body = JSON.stringify({ ...order(1), source: "belfry:/alerts" });
  const signature = createHmac("sha256", "It's a Secret to Everybody").update(body).digest("hex");
  const forged = { "ce-specversion": "1.0", "ce-id": "1", "ce-type": "x", "ce-source": "belfry:/alerts" };
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}`, ...forged };
  const answer = await api.fetch("POST", "/v1/hooks/hooked/hub", { body, headers });
  expect(answer.status).toBe(202);
  const { items } = (await api.call("GET", "/v1/events?rule=hooked")).body;
  expect(items).toMatchObject([{ source: "/hooks/hooked/hub", type: "push" }]);
});

test("plain JSON is refused and told what to send", async () => {
  const answer = await send("application/json", order(1));
  expect(answer).toMatchObject({ status: 415, body: { code: "MEDIA_TYPE_UNSUPPORTED" } });
  expect(answer.body.remedy).toContain("application/cloudevents+json");
});

test("a broken event of a batch is kept and does not take the others along", async () => {
  const { status, body } = await send(batched, [order(1), { id: "x" }, order(2), order(3, { subject: "a\0" })]);
  expect(status).toBe(202);
  expect(body.items.map((item: object) => Object.keys(item)[0])).toEqual(["id", "deadLetter", "id", "deadLetter"]);
  const [, letter] = body.items as { deadLetter: number; problems: unknown[] }[];
  const { items } = (await api.call("GET", "/v1/dead-letters?state=open&limit=200")).body;
  expect(items).toContainEqual(
    expect.objectContaining({
      id: letter!.deadLetter,
      raw: '{"id":"x"}',
      problems: letter!.problems,
      broughtBy: "command line",
    }),
  );
});

test.each([
  ["no JSON", "{"],
  ["a key twice", '{"specversion":"1.0","id":"1","id":"2","source":"/a","type":"t"}'],
  ["a key that changes the prototype", '{"specversion":"1.0","__proto__":{}}'],
  ["half a million levels", "[".repeat(500_000)],
  ["half of a character", JSON.stringify(order(1, { subject: "\ud83d" }))],
  ["data in Base64 of half a million levels", JSON.stringify(order(1, { data: undefined, datacontenttype: "application/json", data_base64: Buffer.from("[".repeat(500_000)).toString("base64") }))], // prettier-ignore
])("%s is refused as a whole and lies with the dead letters", async (_what, body) => {
  const answer = await send(structured, body);
  expect(answer).toMatchObject({ status: 422, body: { code: "EVENT_INVALID" } });
  const id = Number(/dead letters: (\d+)\./.exec(answer.body.detail as string)?.[1]);
  const { items } = (await api.call("GET", "/v1/dead-letters?limit=1")).body;
  expect(items).toMatchObject([{ id, state: "open" }]);
});

test("an empty batch is nothing, and one with too many is refused", async () => {
  expect(await send(batched, [])).toMatchObject({ status: 202, body: { items: [] } });
  const many = Array.from({ length: 1_001 }, () => order(1));
  expect(await send(batched, many)).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
  expect(await send(structured, order(1, { data: "x".repeat(1_100_000) }))).toMatchObject({ status: 413 });
});

test("events are listed by what they are and what became of them", async () => {
  await send(structured, order(1, { type: "nobody.cares", source: "/elsewhere" }));
  const types = async (query: string) =>
    ((await api.call("GET", `/v1/events?${query}`)).body.items as { type: string }[]).map(({ type }) => type);
  expect(await types("unmatched=true&limit=1")).toEqual(["nobody.cares"]);
  expect(await types("source=/elsewhere")).toEqual(["nobody.cares"]);
  expect(new Set(await types("rule=thanks"))).toEqual(new Set(["order.paid"]));
  const page = (await api.call("GET", "/v1/events?limit=2")).body;
  expect(
    (await api.call("GET", `/v1/events?limit=2&cursor=${page.nextCursor as string}`)).body.items[0].id,
  ).toBeLessThan(page.items[1].id);
});

test("an event is replayed as a new one that names the first", async () => {
  const id = (await send(structured, order(500))).body.items[0].id as number;
  const again = await api.call("POST", `/v1/events/${id}/replay`);
  expect(again).toMatchObject({ status: 200, body: { duplicate: false, decisions: [{ fate: "fired" }] } });
  expect((await api.call("GET", `/v1/events/${again.body.id as number}`)).body.replayOf).toBe(id);
});

const letter = async () => /dead letters: (\d+)/.exec((await send(structured, "{")).body.detail as string)![1]!;

test("a dead letter is replayed with a corrected text, or dismissed, once", async () => {
  const [first, second] = [await letter(), await letter()];
  expect((await api.call("POST", `/v1/dead-letters/${first}/replay`, {})).body.code).toBe("EVENT_INVALID");
  const replayed = await api.call("POST", `/v1/dead-letters/${first}/replay`, { text: JSON.stringify(order(300)) });
  expect(replayed.body.items).toMatchObject([{ duplicate: false, decisions: [{ fate: "fired" }] }]);
  expect((await api.call("POST", `/v1/dead-letters/${first}/dismiss`)).body.code).toBe("DEAD_LETTER_NOT_FOUND");
  expect((await api.call("POST", `/v1/dead-letters/${second}/dismiss`)).status).toBe(204);
});

test("whoever watches is told that events came", async () => {
  const response = await fetch(`${api.url}/v1/changes`, { headers: { authorization: `Bearer ${api.token}` } });
  const reader = response.body!.getReader();
  await reader.read();
  await send(structured, order(1));
  let text = "";
  while (!/event: events\n/.test(text)) text += new TextDecoder().decode((await reader.read()).value);
  await reader.cancel();
});

const hook = (rule: string, body: string, signature?: string): Promise<Answer> =>
  api.fetch("POST", `/v1/hooks/${rule}/hub`, {
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(signature !== undefined && { "x-hub-signature-256": signature }),
    },
  });
const signed = (body: string) =>
  `sha256=${createHmac("sha256", "It's a Secret to Everybody").update(body).digest("hex")}`;

test("a signed webhook needs no token and starts its rule; anything else learns nothing and is slowed down", async () => {
  await api.test.rule({
    rule: "pushed",
    triggers: [
      {
        id: "hub",
        webhook: "hmac",
        secret: "${{ secrets.HUB }}",
        header: "x-hub-signature-256",
        prefix: "sha256=",
        type: "push",
      },
    ],
    actions: [{ use: "test.echo" }],
  });
  const body = '{ "ref" : "main" }';
  const first = await hook("pushed", body, signed(body));
  expect(first).toMatchObject({ status: 202, body: { duplicate: false } });
  expect((await hook("pushed", body, signed(body))).body).toEqual({ ...first.body, duplicate: true });
  const shown = await api.call("GET", `/v1/events/${first.body.id as number}`);
  expect(shown.body).toMatchObject({
    type: "push",
    source: "/hooks/pushed/hub",
    data: { ref: "main" },
    fates: { fired: 1 },
  });

  expect(await hook("pushed", "{", signed("{"))).toMatchObject({ status: 422, body: { code: "EVENT_INVALID" } });

  const refused = [
    await hook("pushed", body, signed(`${body} `)),
    await hook("pushed", body),
    await hook("nowhere", body, signed(body)),
  ];
  const told = refused.map(({ status, body: problem }) => ({ ...problem, status, requestId: "", instance: "" }));
  expect(told[0]).toMatchObject({ status: 401, code: "HOOK_REFUSED" });
  expect(told).toEqual([told[0], told[0], told[0]]);
  const statuses: number[] = [];
  for (let n = 0; n < 5; n += 1) statuses.push((await hook("pushed", body, "sha256=00")).status);
  expect(statuses).toContain(429);
  const { items } = (await api.call("GET", "/v1/audit?outcome=denied&limit=50")).body;
  expect(items.filter(({ action }: { action: string }) => action === "hooks.receive")).toMatchObject([
    { subject: { kind: "hook", id: "" }, outcome: "denied" },
  ]);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type Answer, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.call("PUT", "/v1/secrets/LOFT", { value: "coo" });
  await api.call("PUT", "/v1/accounts/pigeon/main", { config: { loft: "north", password: { $secret: "LOFT" } } });
});
afterAll(() => api[Symbol.asyncDispose]());

const draft = (over: object = {}) => ({ channel: "pigeon", to: ["a@x.cn"], subject: "名单", text: "您好", ...over });
const send = (over: object = {}) => api.call("POST", "/v1/messages", draft(over));
const get = async (id: number) => (await api.call("GET", `/v1/messages/${id}`)).body;
const query = async (text: string, values: unknown[] = []) =>
  (await api.test.database.store.pool.query(text, values)).rows as Record<string, unknown>[];
const setState = (id: number, state: string) =>
  query("update belfry.deliveries set state = $2 where message_id = $1", [id, state]);

describe("a message that is handed in", () => {
  test("is answered when it is stored, and is shown with all it says", async () => {
    const at = new Date((await api.test.database.clock.now()).getTime() + 3_600_000).toISOString();
    const answer = await send({
      to: ["a@x.cn", "A@x.cn"],
      cc: ["b@x.cn"],
      markdown: "**您好**",
      labels: { team: "甲" },
      priority: "urgent",
      businessKey: "order-1",
      scheduledAt: at,
      expiresAt: new Date(Date.parse(at) + 60_000).toISOString(),
    });
    expect(answer).toMatchObject({
      status: 202,
      body: {
        held: false,
        deliveries: [
          { recipient: "a@x.cn", state: "queued" },
          { recipient: "b@x.cn", state: "queued" },
        ],
      },
    });
    const shown = await get(answer.body.id as number);
    expect(shown).toMatchObject({
      subject: "名单",
      text: "您好",
      markdown: "**您好**",
      labels: { team: "甲" },
      priority: "urgent",
      businessKey: "order-1",
      scheduledAt: at,
      rule: null,
      states: { queued: 2 },
    });
    expect(shown.deliveries[0].runAt).toBe(at);
    const [entry] = await query(
      "select * from belfry.audit_entries where action = 'messages.send' order by n desc limit 1",
    );
    expect(entry).toMatchObject({ subject_kind: "message", subject: String(answer.body.id), outcome: "done" });
    expect(JSON.stringify(entry)).not.toContain("a@x.cn");
  });

  test.each([
    ["no content", { subject: " ", text: undefined }, 400, "The message says nothing"],
    ["a template that is not there", { text: undefined, template: "nothing" }, 404, "nothing"],
    ["a template beside content", { template: "night" }, 400, "a template or content of its own"],
    ["variables without a template", { variables: { a: 1 } }, 400, "are for a template"],
    [
      "an expiry before its time",
      { scheduledAt: "2030-01-02T00:00:00Z", expiresAt: "2030-01-01T00:00:00Z" },
      400,
      "expires before",
    ],
    ["an expiry that is over", { expiresAt: "2020-01-01T00:00:00Z" }, 400, "has expired already"],
    ["a time in ten years", { scheduledAt: "2039-01-01T00:00:00Z" }, 400, "more than a year away"],
    ["a time without its offset", { scheduledAt: "2026-01-01 10:00" }, 400, "Write a time like"],
    ["a window without a key", { businessWindow: "1h" }, 400, "A window is for a business key"],
    ["a channel that is not there", { channel: "fax" }, 404, "fax"],
    ["an attachment that is not there", { attachments: [{ upload: "nothing" }] }, 404, "nothing"],
    ["an attachment that is nothing", { attachments: [{ fileName: "a" }] }, 400, "Name an upload or an artifact"],
    ["a field that nobody knows", { subjct: "x" }, 400, "subjct"],
    ["a zone that is none", { timeZone: "Asia/Nowhere" }, 400, "timeZone"],
  ])("with %s is refused at once, and nothing is stored", async (_what, over, status, words) => {
    const before = await query("select count(*) from belfry.messages");
    const answer = await send(over);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect(await query("select count(*) from belfry.messages")).toEqual(before);
  });

  test("is taken once under its key, also when the answer that was kept is gone", async () => {
    const headers = { authorization: `Bearer ${api.token}`, "idempotency-key": "order-17" };
    const post = (body: object) => api.fetch("POST", "/v1/messages", { headers, body });
    const first = await post(draft());
    expect(await post(draft())).toMatchObject({ status: 202, body: first.body });
    expect(await post(draft({ text: "other" }))).toMatchObject({
      status: 409,
      body: { code: "IDEMPOTENCY_KEY_REUSED" },
    });
    await query("delete from belfry.request_keys");
    expect((await post(draft())).body.id).toBe(first.body.id);
    expect((await post(draft({ text: "other" }))).status).toBe(409);
    await query("delete from belfry.request_keys");
    expect((await post(draft({ text: "other" }))).body.id).not.toBe(first.body.id);
  });

  test("is for each recipient the only one with its business key, whoever sends it", async () => {
    const first = await send({ businessKey: "late-3", to: ["c@x.cn"] });
    const second = await send({ businessKey: "late-3", to: ["C@x.cn", "d@x.cn"], text: "again" });
    expect(second.body.deliveries).toEqual([
      {
        recipient: "C@x.cn",
        state: "suppressed",
        reason: `The recipient has been sent a message with the same business key: message ${first.body.id as number}.`,
      },
      { recipient: "d@x.cn", state: "queued" },
    ]);
    await setState(first.body.id as number, "failed");
    expect((await send({ businessKey: "late-3", to: ["c@x.cn"] })).body.deliveries[0].state).toBe("queued");
    expect((await send({ businessKey: "late-3", to: ["c@x.cn"] })).body.deliveries[0].state).toBe("suppressed");
    await api.test.database.clock.advance(24 * 3_600_000 + 1);
    expect((await send({ businessKey: "late-3", to: ["c@x.cn"] })).body.deliveries[0].state).toBe("queued");
  });

  test("of a hundred at once with one business key one goes out", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => send({ businessKey: "burst" })));
    const states = answers.map(({ body }) => body.deliveries[0].state as string);
    expect(states.filter((state) => state === "queued")).toHaveLength(1);
    expect(states.filter((state) => state === "suppressed")).toHaveLength(99);
  });
});

describe("a batch", () => {
  test("answers for each of a thousand messages, and stores those that can be sent", async () => {
    const messages = Array.from({ length: 1_000 }, (_, n) =>
      n % 100 === 7
        ? { channel: "pigeon", to: [] }
        : n % 100 === 8
          ? draft({ channel: "fax" })
          : draft({ to: [`p${n}@x.cn`] }),
    );
    const answer = await api.call("POST", "/v1/messages/batch", { messages });
    expect(answer).toMatchObject({ status: 202, body: { accepted: 980, refused: 20 } });
    expect(answer.body.items[0].deliveries).toEqual([{ recipient: "p0@x.cn", state: "queued" }]);
    expect(answer.body.items[999].deliveries[0].recipient).toBe("p999@x.cn");
    expect(answer.body.items[7].refused).toMatchObject({ code: "REQUEST_INVALID", problems: [{ path: "to" }, {}] });
    expect(answer.body.items[8].refused).toMatchObject({ code: "CHANNEL_NOT_FOUND" });
    const lines = await query(
      "select * from belfry.audit_entries where action = 'messages.send' and detail ->> 'messages' <> '1'",
    );
    expect(lines.length).toBeGreaterThan(0);
  });

  test("of more than a thousand is refused", async () => {
    const messages = Array.from({ length: 1_001 }, () => draft());
    expect((await api.call("POST", "/v1/messages/batch", { messages })).status).toBe(400);
  });
});

describe("a message that was taken", () => {
  test("is found by what it is", async () => {
    const id = (await send({ to: ["Find@x.cn"], labels: { team: "乙", floor: "3" }, businessKey: "find-me" })).body
      .id as number;
    const found = async (search: string) =>
      ((await api.call("GET", `/v1/messages?${search}`)).body.items as { id: number }[]).map((item) => item.id);
    for (const search of ["recipient=find@X.cn", "businessKey=find-me", `label=${encodeURIComponent("team=乙")}`])
      expect(await found(search), search).toEqual([id]);
    expect(await found("channel=pigeon&state=queued&limit=1")).toEqual([id]);
    for (const search of ["channel=email", "state=bounced", "rule=nobody", "template=none", "label=team=x"])
      expect(await found(search), search).toEqual([]);
    const from = new Date((await api.test.database.clock.now()).getTime() + 1_000).toISOString();
    expect(await found(`from=${from}`)).toEqual([]);
    expect(await found(`until=${from}&recipient=find@x.cn`)).toEqual([id]);
    const many = await api.call("POST", "/v1/messages/query", { ids: [id, 999_999] });
    expect(many.body.items).toMatchObject([{ id, deliveries: [{ recipient: "Find@x.cn" }] }]);
  });

  test("is cancelled as long as it waits, for some of its recipients or all", async () => {
    const id = (await send({ to: ["a@x.cn", "b@x.cn"] })).body.id as number;
    const cancel = (body: object = {}): Promise<Answer> => api.call("POST", `/v1/messages/${id}/cancel`, body);
    expect((await cancel({ recipients: ["A@X.cn"] })).body.states).toEqual({ cancelled: 1, queued: 1 });
    const all = await cancel();
    expect(all.body.states).toEqual({ cancelled: 2 });
    expect(all.body.deliveries[0].reason).toMatch(/cancelled it\.$/);
    expect(await cancel()).toMatchObject({ status: 409, body: { code: "MESSAGE_SETTLED" } });
    expect((await api.call("POST", "/v1/messages/999999/cancel", {})).status).toBe(404);
  });

  test("is sent again to those who failed, and to those nobody knows of only when they are named", async () => {
    const id = (await send({ to: ["a@x.cn", "b@x.cn", "c@x.cn"] })).body.id as number;
    const retry = (body: object = {}): Promise<Answer> => api.call("POST", `/v1/messages/${id}/retry`, body);
    expect((await retry()).status).toBe(409);
    await query(
      "update belfry.deliveries set state = case recipient when 'a@x.cn' then 'failed' when 'b@x.cn' then 'unknown' else 'accepted' end where message_id = $1",
      [id],
    );
    expect((await retry()).body.states).toEqual({ queued: 1, unknown: 1, accepted: 1 });
    expect((await retry({ states: ["unknown"], recipients: ["c@x.cn"] })).status).toBe(409);
    expect((await retry({ states: ["unknown"] })).body.states).toEqual({ queued: 2, accepted: 1 });
  });
});

async function upload(content: string | Uint8Array<ArrayBuffer>, name = "晚归名单.xlsx"): Promise<Answer> {
  const form = new FormData();
  form.set("file", new File([content], name, { type: "application/vnd.ms-excel" }));
  const request = new Request(api.url, { method: "POST", body: form });
  const response = await fetch(`${api.url}/v1/attachments`, {
    method: "POST",
    headers: { authorization: `Bearer ${api.token}`, "content-type": request.headers.get("content-type")! },
    body: await request.arrayBuffer(),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as never };
}

describe("a file", () => {
  test("is handed in and goes out with a message", async () => {
    const uploaded = await upload("日期,人数\n");
    expect(uploaded).toMatchObject({
      status: 200,
      body: { name: "晚归名单.xlsx", mediaType: "application/vnd.ms-excel" },
    });
    const id = uploaded.body.id as string;
    const sent = await send({ attachments: [{ upload: id, fileName: "名单.xlsx" }] });
    expect(sent.status).toBe(202);
    expect((await get(sent.body.id as number)).attachments).toMatchObject([
      { fileName: "名单.xlsx", file: { $artifact: id, name: "晚归名单.xlsx" } },
    ]);
    const elses = await api.call("POST", "/v1/keys", { name: "else", permissions: ["messages:send"] });
    const bearer = { authorization: `Bearer ${elses.body.key.id as string}.${elses.body.secret as string}` };
    const stolen = await api.fetch("POST", "/v1/messages", {
      headers: bearer,
      body: draft({ attachments: [{ upload: id }] }),
    });
    expect(stolen).toMatchObject({ status: 404, body: { code: "ATTACHMENT_NOT_FOUND" } });
  });

  test("expires, unless a message that is sent later brings it", async () => {
    const [lost, kept] = [await upload("a"), await upload("b")];
    const scheduledAt = new Date((await api.test.database.clock.now()).getTime() + 30 * 86_400_000).toISOString();
    await send({ attachments: [{ upload: kept.body.id }], scheduledAt });
    await api.test.database.clock.advance(8 * 86_400_000);
    await api.notify.expire(new Date(0));
    expect((await send({ attachments: [{ upload: lost.body.id }] })).status).toBe(404);
    expect((await send({ attachments: [{ upload: kept.body.id }] })).status).toBe(202);
  });

  test("that is too large, empty, or no file is refused", async () => {
    expect((await upload(new Uint8Array(10 * 1_048_576 + 1))).body).toMatchObject({ code: "ATTACHMENT_TOO_LARGE" });
    expect((await upload("")).status).toBe(400);
    const headers = { authorization: `Bearer ${api.token}` };
    expect((await api.fetch("POST", "/v1/attachments", { headers, body: "{}" })).status).toBe(415);
    const broken = { ...headers, "content-type": "multipart/form-data; boundary=x" };
    expect((await api.fetch("POST", "/v1/attachments", { headers: broken, body: "--x\r\n" })).status).toBe(400);
  });
});

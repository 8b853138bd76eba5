import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 300_000);
afterAll(() => api[Symbol.asyncDispose]());

const welcome = (text = "{{ name }}，欢迎") => ({
  name: "欢迎",
  labels: { team: "甲" },
  variables: { name: { example: "张三" } },
  variants: [{ channel: "pigeon", subject: "欢迎", text }],
});
const put = (code: string, body: object, headers: Record<string, string> = {}) =>
  api.fetch("PUT", `/v1/templates/${code}`, { body, headers: { authorization: `Bearer ${api.token}`, ...headers } });
const preview = (body: object) => api.call("POST", "/v1/templates/welcome/preview", body);

describe("templates over HTTP", () => {
  test("are saved as versions, with the ETag of what was read", async () => {
    const first = await put("welcome", welcome(), { "if-none-match": "*" });
    expect(first).toMatchObject({ status: 200, body: { code: "welcome", version: 1, revision: "v1", current: true } });
    expect(first.headers.get("etag")).toBe('"v1"');
    const second = await put("welcome", { ...welcome("{{ name }}，您好"), note: "kinder" }, { "if-match": '"v1"' });
    expect(second.body).toMatchObject({ version: 2, note: "kinder" });
    expect((await put("welcome", welcome(), { "if-match": '"v1"' })).body.code).toBe("PRECONDITION_FAILED");
    const { body } = await api.call("GET", "/v1/templates/welcome/versions");
    expect(body.items.map((one: { version: number }) => one.version)).toEqual([2, 1]);
    const { body: page } = await api.call("GET", "/v1/templates/welcome/versions?limit=1");
    const { body: next } = await api.call("GET", `/v1/templates/welcome/versions?cursor=${page.nextCursor}`);
    expect(next.items.map((one: { version: number }) => one.version)).toEqual([1]);
  });

  test("are compared and restored", async () => {
    expect((await api.call("GET", "/v1/templates/welcome/versions/2/diff")).body.changes).toEqual([
      { path: "variants.pigeon zh-CN.text", kind: "changed", before: "{{ name }}，欢迎", after: "{{ name }}，您好" },
    ]);
    const restored = await api.call("POST", "/v1/templates/welcome/versions/1/restore", { note: "back" });
    expect(restored.body).toMatchObject({ version: 3, note: "back" });
  });

  test("are previewed, saved or not, and refused with the place", async () => {
    expect((await preview({ channel: "pigeon" })).body).toMatchObject({ text: "张三，欢迎", language: "zh-CN" });
    expect((await preview({ channel: "pigeon", version: 2 })).body).toMatchObject({ text: "张三，您好" });
    expect((await preview({ channel: "pigeon", draft: welcome("{{ name | upcase }}") })).body.text).toBe("张三");
    const wrong = await preview({ channel: "pigeon", draft: welcome("{{ nmae }}") });
    expect(wrong).toMatchObject({
      status: 422,
      body: {
        code: "TEMPLATE_INVALID",
        problems: [{ path: "variants[0].text", message: "There is no value named nmae." }],
      },
    });
    expect((await preview({ channel: "nope" })).body.code).toBe("CHANNEL_NOT_FOUND");
    expect((await preview({ channel: "pigeon", variables: { x: 1 } })).body.code).toBe("TEMPLATE_VARIABLES_INVALID");
  });

  test("make messages, at the version that is named", async () => {
    const send = (body: object) => api.call("POST", "/v1/messages", { channel: "pigeon", to: ["a"], ...body });
    const sent = await send({ template: "welcome@2", variables: { name: "李四" } });
    expect(sent.status).toBe(202);
    const { rows } = await api.test.database.store.pool.query<{ content: unknown }>(
      "select content from belfry.messages where id = $1",
      [sent.body.id],
    );
    expect(rows[0]?.content).toMatchObject({ subject: "欢迎", text: "李四，您好" });
    const newest = await send({ template: "welcome", variables: { name: "李四" } });
    const versions = async (id: number) => {
      const { template, templateVersion } = (await api.call("GET", `/v1/messages/${id}`)).body;
      return { template, templateVersion };
    };
    expect(await versions(sent.body.id)).toEqual({ template: "welcome@2", templateVersion: "welcome@2" });
    // What the sender named says nothing of when it was written; the version does.
    expect(await versions(newest.body.id)).toEqual({ template: "welcome", templateVersion: "welcome@3" });
    const found = async (template: string) =>
      (await api.call("GET", `/v1/messages?template=${template}`)).body.items.map((one: { id: number }) => one.id);
    expect(await found("welcome")).toEqual([newest.body.id, sent.body.id]);
    expect(await found("welcome@2")).toEqual([sent.body.id]);
    expect((await send({ template: "nope" })).body.code).toBe("TEMPLATE_NOT_FOUND");
    expect((await send({ template: "welcome@9" })).body.code).toBe("TEMPLATE_VERSION_NOT_FOUND");
    expect((await send({ template: "welcome" })).body).toMatchObject({
      code: "TEMPLATE_VARIABLES_INVALID",
      problems: [{ path: "variables.name", message: "The variable name is missing." }],
    });
    const many = Array.from({ length: 100 }, (_, n) => ({
      channel: "pigeon",
      to: ["a"],
      template: "welcome",
      variables: { name: `${n}` },
    }));
    const batch = await api.call("POST", "/v1/messages/batch", { messages: many });
    expect(batch.status, batch.text).toBeLessThan(300);
  });

  test("are sent to try them out, with their examples", async () => {
    const sent = await api.call("POST", "/v1/templates/welcome/test", { channel: "pigeon", to: ["a"] });
    expect(sent).toMatchObject({ status: 202, body: { deliveries: [{ recipient: "a", state: "queued" }] } });
  });

  test("are listed page by page, filtered, and removed", async () => {
    await put("welcome-2", { ...welcome(), folder: "x" });
    const page = await api.call("GET", "/v1/templates?limit=1");
    expect(page.body.items).toMatchObject([{ code: "welcome", version: 3, variants: [{ channel: "pigeon" }] }]);
    const { body } = await api.call("GET", `/v1/templates?cursor=${page.body.nextCursor}`);
    expect(body.items.map((one: { code: string }) => one.code)).toEqual(["welcome-2"]);
    expect((await api.call("GET", "/v1/templates?folder=x")).body.items).toHaveLength(1);
    expect((await api.call("DELETE", "/v1/templates/welcome-2")).status).toBe(204);
    expect((await api.call("GET", "/v1/templates/welcome-2")).status).toBe(404);
  });

  test("leave a trace of who changed what", async () => {
    const { body } = await api.call("GET", "/v1/audit?action=templates.save");
    expect(body.items.length).toBeGreaterThan(3);
  });
});

import { describe, expect, test } from "vitest";
import { isActionFailure, type ActionFailure } from "@belfry/plugin-kit";
import { createTestActionContext, startLoopbackServer, type LoopbackServer, type SeenRequest } from "@belfry/testkit";
import { httpRequest } from "../src/http/http-request.ts";

async function failureOf(work: Promise<unknown>): Promise<ActionFailure> {
  const outcome: unknown = await work.catch((error: unknown) => error);
  return isActionFailure(outcome) ? outcome : expect.unreachable("there was no failure");
}

/** A site with a login page; `/data` answers only those who have been there. */
function startSite(options: { form: string; accepts: (request: SeenRequest) => boolean }): Promise<LoopbackServer> {
  return startLoopbackServer((request, response) => {
    const path = request.path.split("?")[0];
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (path === "/login" && options.accepts(request)) {
      response.writeHead(302, { location: "/home", "set-cookie": "sid=in; Path=/; HttpOnly" }).end();
    } else if (path === "/login" || request.headers.cookie !== "sid=in") {
      response.end(`<title>Login</title>${options.form}`);
    } else if (path === "/home") response.end("<title>Home</title>");
    else response.end(`data of ${String(request.headers["user-agent"])}`);
  });
}

const form = `<form action="/login" method="post">
  <input type="hidden" name="token" value="t&amp;1"><input name="user"><input type="password" name="password">
  <select name="role"><option value="staff" selected></select>
  <button name="go" value="now">Go</button></form>`;

function accepts({ method, body }: SeenRequest): boolean {
  return method === "POST" && body === "token=t%261&user=me&password=s3cret&role=staff&go=now";
}

const secrets = { password: "s3cret" };
const filled = { user: "me", password: { $secret: "password" } };

describe("a login by form", () => {
  test("sends what the page put into the form, what the rule fills in, and the button", async () => {
    await using server = await startSite({ form, accepts });
    await using action = await createTestActionContext({ secrets });
    const session = {
      key: "site",
      login: { page: `${server.url}/login`, form: filled, success: { titleContains: "Home" } },
    };
    const output = await action.run(httpRequest, { url: `${server.url}/data`, session });
    expect(output).toMatchObject({ text: "data of Belfry" });
    const submitted = server.requests.find(({ method }) => method === "POST");
    expect(submitted?.headers).toMatchObject({ referer: `${server.url}/login`, origin: server.url });
  });

  test("needs no sign of success: a page that does not show the form again is one", async () => {
    await using server = await startSite({ form, accepts });
    await using action = await createTestActionContext({ secrets: { password: "wrong" } });
    const session = { key: "site", login: { page: `${server.url}/login`, form: filled } };
    const failure = await failureOf(action.run(httpRequest, { url: `${server.url}/data`, session }));
    expect(failure).toMatchObject({ code: "LOGIN_NOT_CONFIRMED", failureClass: "external" });
    expect(failure.message).toBe('The login was sent, but nobody is logged in. The page after it is "Login".');
    await using other = await createTestActionContext({ secrets });
    expect(await other.run(httpRequest, { url: `${server.url}/data`, session })).toMatchObject({ status: 200 });
  });

  test.each([
    [{ titleContains: "Home" }, true],
    [{ urlContains: "/home" }, true],
    [{ bodyContains: "<title>Home" }, true],
    [{ cookie: "sid" }, true],
    [{ titleContains: "Home", cookie: "other" }, false],
    [{ urlContains: "/elsewhere" }, false],
  ])("is confirmed by %j: %s", async (success, isConfirmed) => {
    await using server = await startSite({ form, accepts });
    await using action = await createTestActionContext({ secrets });
    const session = { key: "site", login: { page: `${server.url}/login`, form: filled, success } };
    const work = action.run(httpRequest, { url: `${server.url}/data`, session });
    if (isConfirmed) expect(await work).toMatchObject({ status: 200 });
    else expect(await failureOf(work)).toMatchObject({ code: "LOGIN_NOT_CONFIRMED" });
  });

  test("by a form that uses GET puts the fields behind the address", async () => {
    await using server = await startSite({
      form: '<form action="/login?old=1"><input name="user"><input name="password"></form>',
      accepts: ({ path }) => path === "/login?user=me&password=s3cret",
    });
    await using action = await createTestActionContext({ secrets });
    const session = { key: "site", login: { page: `${server.url}/login`, form: filled } };
    expect(await action.run(httpRequest, { url: `${server.url}/data`, session })).toMatchObject({ status: 200 });
  });

  test("presses the button the rule names, by name or id", async () => {
    const two = form.replace("<button", '<button name="cancel" value="1">x</button><button id="enter"');
    for (const submit of ["go", "enter"]) {
      await using server = await startSite({ form: two, accepts });
      await using action = await createTestActionContext({ secrets });
      const session = { key: "site", login: { page: `${server.url}/login`, form: filled, submit } };
      expect(await action.run(httpRequest, { url: `${server.url}/data`, session })).toMatchObject({ status: 200 });
    }
  });

  test.each([
    ["<p>maintenance</p>", "The login failed. The login page has no form with user, password."],
    ['<form><input name="user"></form>', "The login failed. The login page has no form with user, password."],
  ])("on a page with %j fails", async (page, message) => {
    await using server = await startSite({ form: page, accepts });
    await using action = await createTestActionContext({ secrets });
    const session = { key: "site", login: { page: `${server.url}/login`, form: filled } };
    const failure = await failureOf(action.run(httpRequest, { url: `${server.url}/data`, session }));
    expect(failure).toMatchObject({ code: "LOGIN_FAILED", message, retryable: true });
  });

  test("on a server that is broken or away fails with the reason, after all attempts", async () => {
    await using server = await startLoopbackServer((_request, response) => response.writeHead(502).end());
    await using action = await createTestActionContext({ secrets });
    const login = {
      page: server.url,
      form: filled,
      attempts: 2,
      delay: 0,
      messages: { failed: "登录异常: {{ error }} ({{ attempts }})" },
    };
    const broken = await failureOf(action.run(httpRequest, { url: server.url, session: { key: "a", login } }));
    expect(broken.message).toBe("登录异常: The login page answered with status 502. (2)");
    await server[Symbol.asyncDispose]();
    const away = await failureOf(action.run(httpRequest, { url: server.url, session: { key: "b", login } }));
    expect(away.message).toBe(`登录异常: ${server.host} could not be reached (ECONNREFUSED). (2)`);
  });

  test("is not waited for once the execution is cancelled, neither in a request nor between two", async () => {
    await using action = await createTestActionContext({ secrets });
    await using server = await startLoopbackServer((_request, response) => {
      response.writeHead(502).end();
      setImmediate(() => action.cancel());
    });
    const login = { page: server.url, form: filled, attempts: 2, delay: "1h" };
    const failure = await failureOf(action.run(httpRequest, { url: server.url, session: { key: "a", login } }));
    expect(failure).toMatchObject({ failureClass: "cancelled", retryable: false });
  });

  test("whose secret is not in the vault says so", async () => {
    await using action = await createTestActionContext();
    const login = { page: "http://127.0.0.1:9", form: filled };
    const work = action.run(httpRequest, { url: "http://127.0.0.1:9", session: { key: "a", login } });
    await expect(work).rejects.toMatchObject({ code: "SECRET_NOT_FOUND" });
  });
});

describe("a login by one request", () => {
  test("sends it as it stands, and keeps a token for later requests", async () => {
    await using server = await startLoopbackServer((request, response) => {
      response.setHeader("content-type", "application/json");
      const isRight = request.body === '{"username":"me","password":"p"}';
      if (request.path === "/session") response.writeHead(isRight ? 200 : 401).end('{"id":"token-1"}');
      else response.end(JSON.stringify({ session: request.headers["x-session"] ?? null }));
    });
    await using action = await createTestActionContext();
    const session = (password: string) => ({
      key: password,
      login: {
        url: `${server.url}/session`,
        body: { json: { username: "me", password } },
        keep: { headers: { "X-Session": "{{ response.json.id }}" } },
      },
    });
    const input = { url: `${server.url}/data`, session: session("p") };
    expect(await action.run(httpRequest, input)).toMatchObject({ json: { session: "token-1" } });
    expect(await action.run(httpRequest, input)).toMatchObject({ json: { session: "token-1" } });
    expect(server.requests.map(({ path }) => path)).toEqual(["/session", "/data", "/data"]);
    const failure = await failureOf(action.run(httpRequest, { ...input, session: session("wrong") }));
    expect(failure).toMatchObject({ code: "LOGIN_NOT_CONFIRMED" });
  });
});

/** A server whose sessions are good for one request, and which says in its own way that one is not. */
async function startForgetful(deny: (response: Parameters<Parameters<typeof startLoopbackServer>[0]>[1]) => void) {
  let good = 0;
  let given = 0;
  const server = await startLoopbackServer((request, response) => {
    if (request.path === "/session") {
      good = given += 1;
      response.writeHead(200, { "set-cookie": `sid=${good}; Path=/` }).end();
      return;
    }
    if (request.headers.cookie !== `sid=${good}`) deny(response);
    else response.writeHead(200, { "content-type": "text/plain" }).end(`by login ${good}`);
    good = -1;
  });
  return server;
}

describe("an expired session", () => {
  test.each<[string, Record<string, unknown>, Parameters<typeof startForgetful>[0]]>([
    ["a status", { statuses: [401] }, (response) => response.writeHead(401).end()],
    ["a redirect", { redirectTo: "/login" }, (response) => response.writeHead(302, { location: "/login?x=1" }).end()],
    [
      "a text",
      { bodyContains: "please log in" },
      (response) => response.setHeader("content-type", "text/html").end("please log in"),
    ],
  ])("that shows by %s is renewed, and the request repeated", async (_how, expired, deny) => {
    await using server = await startForgetful(deny);
    await using action = await createTestActionContext();
    const session = { key: "k", login: { url: `${server.url}/session`, method: "POST" }, expired };
    const input = { url: `${server.url}/data`, session };
    expect(await action.run(httpRequest, input)).toMatchObject({ text: "by login 1" });
    expect(await action.run(httpRequest, input)).toMatchObject({ text: "by login 2" });
    expect(server.requests.map(({ path }) => path)).toEqual(["/session", "/data", "/data", "/session", "/data"]);
  });

  test("is renewed once by all who notice it at the same time", async () => {
    let good = 1;
    await using server = await startLoopbackServer((request, response) => {
      if (request.path === "/session") response.writeHead(200, { "set-cookie": `sid=${good}; Path=/` }).end();
      else response.writeHead(request.headers.cookie === `sid=${good}` ? 200 : 401).end();
    });
    await using action = await createTestActionContext();
    const session = { key: "k", login: { url: `${server.url}/session` }, expired: { statuses: [401] } };
    const input = { url: `${server.url}/data`, session };
    await action.run(httpRequest, input);
    good = 2;
    await Promise.all(Array.from({ length: 5 }, () => action.run(httpRequest, input)));
    expect(server.requests.filter(({ path }) => path === "/session")).toHaveLength(2);
  });

  test("without a login in the rule is a failure at once", async () => {
    await using server = await startLoopbackServer((_request, response) => response.writeHead(401).end());
    await using action = await createTestActionContext();
    const input = { url: server.url, session: { key: "k", expired: { statuses: [401] } } };
    const failure = await failureOf(action.run(httpRequest, input));
    expect(failure).toMatchObject({ code: "SESSION_EXPIRED", failureClass: "external" });
    expect(failure.message).toBe(`The session at ${server.host} has expired, and logging in again did not help.`);
    expect(server.requests).toHaveLength(1);
  });
});

test("a session without a login shares the cookies of its key, and of no other", async () => {
  await using server = await startLoopbackServer((request, response) =>
    response.writeHead(200, { "set-cookie": "seen=1; Path=/" }).end(request.headers.cookie ?? "none"),
  );
  await using action = await createTestActionContext();
  const cookiesOf = (key: string) => action.run(httpRequest, { url: server.url, session: { key } });
  expect(await cookiesOf("a")).toMatchObject({ text: "none" });
  expect(await cookiesOf("a")).toMatchObject({ text: "seen=1" });
  expect(await cookiesOf("b")).toMatchObject({ text: "none" });
});

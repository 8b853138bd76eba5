import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { BelfryProblem, createClient, isBelfryProblem } from "./index.ts";

/** A client whose requests are answered by a function, and the requests it made. */
function answering(answer: () => Response, options: { token?: string } = {}) {
  const requests: Request[] = [];
  const fetch = (request: Request) => {
    requests.push(request);
    return Promise.resolve(answer());
  };
  return { requests, client: createClient({ baseUrl: "http://belfry.example", fetch, ...options }) };
}

const problem = {
  type: "/docs/errors/RULE_INVALID",
  title: "The rule cannot be saved because parts of it are wrong.",
  status: 422,
  code: "RULE_INVALID",
  detail: "name: It is empty.",
  remedy: "Correct each problem in the list; nothing was saved.",
  problems: [{ path: "name", message: "It is empty.", remedy: "Write one." }],
  requestId: "r-1",
};

test("a call resolves with the data, and names and queries are written into the address", async () => {
  const { client, requests } = answering(() => Response.json({ items: [], nextCursor: null }), { token: "bfy_1" });
  expect(await client.executions.list({ rule: "a&b", roots: true, limit: 5 })).toEqual({ items: [], nextCursor: null });
  expect(requests[0]!.url).toBe("http://belfry.example/v1/executions?rule=a%26b&roots=true&limit=5");
  expect(requests[0]!.headers.get("authorization")).toBe("Bearer bfy_1");
  await client.secrets.set("A", "b");
  expect(await requests[1]!.json()).toEqual({ value: "b" });
});

test("without a token the browser sends its cookie", async () => {
  const { client, requests } = answering(() => Response.json({ items: [] }));
  await client.rules.list();
  expect(requests[0]!.headers.has("authorization")).toBe(false);
  expect(requests[0]!.credentials).toBe("include");
});

test("an answer without content resolves", async () => {
  const { client } = answering(() => new Response(null, { status: 204 }));
  await expect(client.session.logout()).resolves.toBeUndefined();
});

test("a refused call throws what the server said, word for word", async () => {
  const { client } = answering(() =>
    Response.json(problem, { status: 422, headers: { "content-type": "application/problem+json" } }),
  );
  const error = await client.rules.save("a", {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BelfryProblem);
  expect(error).toMatchObject({
    code: "RULE_INVALID",
    status: 422,
    message: `${problem.title} ${problem.detail}`,
    remedy: problem.remedy,
    problems: problem.problems,
    requestId: "r-1",
  });
  expect(isBelfryProblem(error, "RULE_INVALID")).toBe(true);
  expect(isBelfryProblem(error, "RULE_NOT_FOUND")).toBe(false);
});

test.each([
  ["a page of a proxy", () => new Response("<h1>Bad Gateway</h1>", { status: 502 })],
  ["JSON of somebody else", () => Response.json({ error: "no" }, { status: 500 })],
  ["nothing", () => new Response(null, { status: 503 })],
])("%s is no answer of Belfry, and is said to be none", async (_what, answer) => {
  const { client } = answering(answer);
  await expect(client.rules.list()).rejects.toMatchObject({ name: "BelfryProblem", code: "UNEXPECTED_ANSWER" });
});

test("nobody at the address is a problem with a remedy", async () => {
  const client = createClient({ baseUrl: "http://127.0.0.1:1" });
  await expect(client.rules.list()).rejects.toMatchObject({
    code: "SERVER_UNREACHABLE",
    status: 0,
    remedy: expect.stringContaining("belfry start") as string,
  });
});

test("a server that never answers is given up after the limit", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 50 });
    await expect(client.rules.list()).rejects.toMatchObject({ code: "SERVER_UNREACHABLE" });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

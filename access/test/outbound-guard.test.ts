import { describe, expect, test } from "vitest";
import type { ActionFailure } from "@belfry/plugin-kit";
import { startLoopbackServer } from "@belfry/testkit";
import { createGuardedFetch } from "../src/outbound/guarded-fetch.ts";

function failureOf(work: Promise<unknown>): Promise<ActionFailure> {
  return work.then(
    () => expect.unreachable("the request was let through"),
    (error: unknown) => error as ActionFailure,
  );
}

describe("the outbound guard", () => {
  test.each([
    (port: number) => `http://127.0.0.1:${port}/`,
    (port: number) => `http://2130706433:${port}/`,
    (port: number) => `http://0x7f.1:${port}/`,
    (port: number) => `http://0177.0.0.1:${port}/`,
    (port: number) => `http://127.1:${port}/`,
    (port: number) => `http://127.0.0.1.:${port}/`,
    (port: number) => `http://[::ffff:127.0.0.1]:${port}/`,
    (port: number) => `http://[::1]:${port}/`,
    (port: number) => `http://0:${port}/`,
    (port: number) => `http://localhost:${port}/`,
    (port: number) => `http://LOCALHOST:${port}/`,
    (port: number) => `https://127.0.0.1:${port}/`,
  ])("opens no connection to %s", async (address) => {
    await using server = await startLoopbackServer((_request, response) => response.end());
    await using guardedFetch = createGuardedFetch({ allow: { hosts: [] } });
    const failure = await failureOf(guardedFetch(address(server.port)));
    expect(failure).toMatchObject({ code: "OUTBOUND_BLOCKED", failureClass: "config", retryable: false });
    expect(server.requests).toHaveLength(0);
  });

  test("lets through what the list names, and only on that port", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end("in"));
    await using other = await startLoopbackServer((_request, response) => response.end("in"));
    await using guardedFetch = createGuardedFetch({ allow: { hosts: [server.host] } });
    const answer = await guardedFetch(server.url);
    expect(await answer.text()).toBe("in");
    expect(await failureOf(guardedFetch(other.url))).toMatchObject({ code: "OUTBOUND_BLOCKED" });
  });

  test("judges a name by what it resolves to, and connects to an allowed address only", async () => {
    await using server = await startLoopbackServer((request, response) => response.end(request.headers.host));
    await using guardedFetch = createGuardedFetch({
      allow: { hosts: [server.host] },
      resolve: async () => [
        { address: "169.254.169.254", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ],
    });
    const answer = await guardedFetch(`http://double.example:${server.port}/`);
    expect(await answer.text()).toBe(`double.example:${server.port}`);
  });

  test("refuses a name that resolves to closed addresses only, and says which kind", async () => {
    await using guardedFetch = createGuardedFetch({
      allow: { hosts: [] },
      resolve: async () => [{ address: "fd00:ec2::254", family: 6 }],
    });
    const failure = await failureOf(guardedFetch("http://metadata.example/"));
    expect(failure.message).toContain("metadata.example:80 may not be called from here");
    expect(failure.details).toMatchObject({ range: "metadata" });
  });

  test("asks again when it connects again, so that a name cannot turn inward after it was checked", async () => {
    const answers = ["127.0.0.1", "127.0.0.2"];
    await using server = await startLoopbackServer((_request, response) => {
      response.setHeader("connection", "close");
      response.end("in");
    });
    await using guardedFetch = createGuardedFetch({
      allow: { hosts: [server.host] },
      resolve: async () => [{ address: answers.shift() ?? "", family: 4 }],
    });
    const address = `http://rebinding.example:${server.port}/`;
    await (await guardedFetch(address)).text();
    expect(await failureOf(guardedFetch(address))).toMatchObject({ code: "OUTBOUND_BLOCKED" });
    expect(server.requests).toHaveLength(1);
  });

  test("allows a host by its name, whatever it resolves to", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end("in"));
    await using guardedFetch = createGuardedFetch({
      allow: { hosts: [`intranet.example:${server.port}`] },
      resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    expect((await guardedFetch(`http://intranet.example:${server.port}/`)).status).toBe(200);
  });

  test.each(["file:///etc/passwd", "ftp://example.org/", "data:text/plain,x", "gopher://127.0.0.1/"])(
    "refuses %s",
    async (address) => {
      await using guardedFetch = createGuardedFetch({ allow: { hosts: [] } });
      expect(await failureOf(guardedFetch(address))).toMatchObject({
        code: "OUTBOUND_BLOCKED",
        failureClass: "config",
      });
    },
  );

  test("checks the address of every redirect", async () => {
    await using inside = await startLoopbackServer((_request, response) => response.end("secret"));
    for (const location of [`${inside.url}/`, "http://169.254.169.254/latest/", "file:///etc/passwd"]) {
      await using server = await startLoopbackServer((_request, response) =>
        response.writeHead(302, { location }).end(),
      );
      await using guardedFetch = createGuardedFetch({ allow: { hosts: [server.host] } });
      const failure = await failureOf(guardedFetch(server.url, { maxRedirects: 3 }));
      expect(failure).toMatchObject({ code: "OUTBOUND_BLOCKED" });
    }
    expect(inside.requests).toHaveLength(0);
  });

  test("takes no name and password in an address, where every log would show them", async () => {
    await using guardedFetch = createGuardedFetch({ allow: { hosts: [] } });
    const failure = await failureOf(guardedFetch("http://me:secret@example.org/"));
    expect(failure).toMatchObject({ code: "REQUEST_INVALID" });
    expect(failure.message).not.toContain("secret");
  });
});

/** Whether a message may be sent again is decided by whether it left, and by the provider's own words. */
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { startLoopbackServer } from "@belfry/testkit";
import { expect, test } from "vitest";
import { wecomRobotChannel } from "../../src/index.ts";
import { sendVia } from "./chat-context.ts";

const send = (baseUrl: string) =>
  sendVia(wecomRobotChannel, { group: "值班群", key: "k", baseUrl }, { message: { text: "您好" } });

test.each([
  ["nobody listens there", "http://127.0.0.1:1", "try-later"],
  ["its name cannot be resolved", "http://chat.belfry.invalid", "try-later"],
  ["the address may not be called", "http://169.254.169.254", "account-fault"],
])("when %s, nothing left and nothing is unknown", async (_what, baseUrl, kind) => {
  expect(await send(baseUrl)).toMatchObject([{ kind }]);
});

test("a connection that is cut after the message left makes it unknown", async () => {
  const server = createServer((socket) => socket.once("data", () => socket.destroy())).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await send(`http://127.0.0.1:${port}`)).toMatchObject([{ kind: "unknown" }]);
  server.close();
});

test.each([
  [200, "<html>", "unknown"],
  [200, '{"errcode":0,"errm', "unknown"],
  [200, '{"ok":true}', "unknown"],
  [502, "Bad Gateway", "unknown"],
  [503, "Service Unavailable", "try-later"],
  [429, "", "try-later"],
  [404, "404 page not found", "account-fault"],
  [413, "", "content-fault"],
  // The provider's own words count, whatever the status before them.
  [500, '{"errcode":0,"errmsg":"ok"}', "accepted"],
  [200, '{"errcode":45009,"errmsg":"api freq out of limit"}', "account-fault"],
  [200, '{"errcode":987654,"errmsg":"new"}', "try-later"],
])("status %i with the body %j makes the message %s", async (status, body, kind) => {
  await using server = await startLoopbackServer((_request, response) => response.writeHead(status).end(body));
  expect(await send(server.url)).toMatchObject([{ kind }]);
});

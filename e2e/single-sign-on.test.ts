import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, freePort, startOidcProvider, type TestOidcProvider } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spawnServer, type SpawnedServer } from "./support/spawn-server.ts";

let stack: AsyncDisposableStack;
let provider: TestOidcProvider;
let server: SpawnedServer;

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-sso-"));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider = stack.use(await startOidcProvider(`${publicUrl}/v1/session/oidc/callback`));
  server = stack.use(
    await spawnServer({
      DATABASE_URL: database.url,
      BELFRY_DATA_DIR: dataDir,
      BELFRY_PORT: String(port),
      BELFRY_PUBLIC_URL: publicUrl,
      BELFRY_OIDC_ISSUER: provider.issuer,
      BELFRY_OIDC_CLIENT_ID: provider.clientId,
      BELFRY_OIDC_CLIENT_SECRET: provider.clientSecret,
      BELFRY_OIDC_ROLE: "operator",
      BELFRY_OUTBOUND_ALLOW: new URL(provider.issuer).host,
    }),
  );
}, 300_000);
afterAll(() => stack.disposeAsync());

const nameAndValue = (cookie = "") => cookie.split(";")[0] ?? "";

test("the settings of a provider are all that a server needs to let its people in", async () => {
  const options = await fetch(`${server.url}/v1/session/options`);
  expect(await options.json()).toEqual({ singleSignOn: true });

  const leaving = await fetch(`${server.url}/v1/session/oidc/start`, { redirect: "manual" });
  const location = leaving.headers.get("location") ?? "";
  expect(location.startsWith(provider.issuer)).toBe(true);
  const back = await provider.signIn(location, { sub: "p-7", preferred_username: "chen" });
  const cookie = nameAndValue(leaving.headers.getSetCookie()[0]);
  const arriving = await fetch(back, { redirect: "manual", headers: { cookie, "sec-fetch-site": "cross-site" } });
  expect({ status: arriving.status, location: arriving.headers.get("location") }).toEqual({
    status: 303,
    location: "/",
  });

  const session = arriving.headers.getSetCookie().find((line) => line.startsWith("belfry_session"));
  const me = await fetch(`${server.url}/v1/session`, { headers: { cookie: nameAndValue(session) } });
  expect(await me.json()).toMatchObject({ name: "chen", role: "operator", pending: null });
});

import { randomBytes } from "node:crypto";
import { systemActor } from "@belfry/model";
import { createTestDatabase } from "@belfry/testkit";
import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { createAccess, openMasterKeys, rotateMasterKey, type Access } from "../src/index.ts";

const from = { address: "192.0.2.7", requestId: "request-1" };

test("a second factor goes on working after the master key was changed, on a node with the new one too", async () => {
  await using db = await createTestDatabase();
  const { store } = db;
  const keys = await openMasterKeys(store, { key: randomBytes(32) });
  const access = createAccess({ store, key: keys });
  const { username: name, password } = (await access.createFirstAdministrator())!;
  const login = (by: Access) => by.signIn({ name, password, from, replaces: undefined });
  const { token } = (await login(access)) as { token: string };
  const owner = { caller: (await access.callerOfSession(token))!, actor: systemActor };
  const { secret } = await access.secondFactors.enrol(owner);
  const nextCode = async () => {
    await db.clock.advance(30_000);
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: (await db.clock.now()).getTime() });
  };
  await access.secondFactors.confirm(owner, await nextCode());

  let newKey: Buffer = randomBytes(32);
  const replaceKeyFile = async (key: Buffer) => {
    newKey = key;
  };
  const rotation = await rotateMasterKey({ store, keys, replaceKeyFile }, { by: systemActor });
  expect(rotation).toMatchObject({ resealed: 1, unreadable: [], done: true });
  const restarted = createAccess({ store, key: await openMasterKeys(store, { key: newKey }) });
  for (const node of [access, restarted]) {
    const { challenge } = (await login(node)) as { challenge: string };
    const finished = node.finishSignIn({ challenge, code: await nextCode(), from, replaces: undefined });
    await expect(finished).resolves.toMatchObject({ kind: "session" });
  }
});

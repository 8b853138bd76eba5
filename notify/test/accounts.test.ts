import { afterAll, beforeAll, expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { startLedger, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

test("an account is kept as it was written and replaced by its name", async () => {
  const { notify } = ledger;
  const config = { url: "http://one", key: { $secret: "CODE" } };
  await notify.saveAccount({ channel: "counted", name: "qq", config }, { by: tester });
  await notify.saveAccount(
    { channel: "counted", name: "qq", config: { ...config, url: "http://two" }, priority: 5 },
    { by: tester },
  );
  const accounts = await notify.listAccounts("counted");
  expect(accounts.map(({ name, priority }) => [name, priority])).toEqual([
    ["qq", 5],
    ["main", 100],
  ]);
  expect(accounts[0]).toMatchObject({ enabled: true, config: { url: "http://two", key: { $secret: "CODE" } } });
  await notify.removeAccount({ channel: "counted", name: "qq" }, { by: tester });
  await expect(notify.removeAccount({ channel: "counted", name: "qq" }, { by: tester })).rejects.toMatchObject({
    code: "ACCOUNT_NOT_FOUND",
  });
});

test("a password in plain text is refused, because the ledger is not the vault", async () => {
  const config = { url: "http://one", key: "hunter2" };
  await expect(
    ledger.notify.saveAccount({ channel: "counted", name: "plain", config }, { by: tester }),
  ).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    problems: [{ path: "config.key" }],
  });
  expect((await ledger.notify.listAccounts()).map(({ name }) => name)).toEqual(["main"]);
});

test("a configuration that the channel does not understand is refused with its field", async () => {
  await expect(
    ledger.notify.saveAccount({ channel: "counted", name: "bad", config: {} }, { by: tester }),
  ).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    problems: [{ path: "config.url" }],
  });
});

test("a connection test names its steps, and an account that does not exist", async () => {
  const steps = await ledger.notify.testAccount({ channel: "counted", name: "main" });
  expect(steps).toEqual([{ step: "TCP", ok: true, detail: "fine", text: { zh: "fine", en: "fine" } }]);
  await expect(ledger.notify.testAccount({ channel: "counted", name: "gone" })).rejects.toMatchObject({
    code: "ACCOUNT_NOT_FOUND",
  });
});

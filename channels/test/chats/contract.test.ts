import { channelContract, contractSecret } from "@belfry/plugin-kit";
import {
  createMovableClock,
  fetchLocally,
  startDingtalkFake,
  startFeishuFake,
  startLoopbackServer,
  startWecomFake,
} from "@belfry/testkit";
import { afterAll, describe, test } from "vitest";
import { dingtalkChannel, feishuChannel, webhookChannel, wecomAppChannel, wecomRobotChannel } from "../../src/index.ts";

// Only that of WeCom is moved: the signatures of the others go by the moment.
const wecomClock = createMovableClock();
const clock = createMovableClock();
const { value: key, ref } = contractSecret;
const group = "值班群";

const wecom = await startWecomFake({
  clock: wecomClock,
  robots: [{ key, group }],
  apps: [{ corpId: "ww1", secret: key, agentId: 1, members: ["zhangsan"] }],
});
const dingtalk = await startDingtalkFake({ clock, robots: [{ token: key, group, signSecret: key }] });
const feishu = await startFeishuFake({ clock, bots: [{ token: key, group, signSecret: key }] });
const receiver = await startLoopbackServer((_request, response) => response.writeHead(204).end());
const whsec = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
afterAll(async () => {
  await Promise.all([wecom.close(), dingtalk.close(), feishu.close(), receiver[Symbol.asyncDispose]()]);
});

const nobody = "http://127.0.0.1:1";
const noSuchHost = "http://chat.belfry.invalid";
const badNames = ["  ", "第一行\n第二行", "群".repeat(101)];
const strangeGroup = [{ address: "别的群", kind: "recipient-fault" as const }];
const shared = { fetch: fetchLocally, validAddress: group, badAddresses: badNames, refused: strangeGroup };

describe("WeCom robot", () => {
  const account = { group, key: ref, baseUrl: wecom.url };
  const checks = channelContract(wecomRobotChannel, {
    ...shared,
    validAccount: account,
    unreachableAccount: { ...account, baseUrl: nobody },
    brokenAccounts: [
      { name: "has a wrong key", account: { ...account, key: "another" } },
      { name: "has a host that does not exist", account: { ...account, baseUrl: noSuchHost } },
    ],
    taken: () => wecom.received.length,
  });
  for (const check of checks) test(check.name, check.run);
});

describe("WeCom app", () => {
  const account = { corpId: "ww1", agentId: 1, secret: ref, baseUrl: wecom.url };
  const checks = channelContract(wecomAppChannel, {
    fetch: fetchLocally,
    validAccount: account,
    validAddress: "zhangsan",
    badAddresses: ["张三", "a b", "party:", "tag:x", "a|b"],
    refused: [{ address: "nobody", kind: "recipient-fault" }],
    unreachableAccount: { ...account, baseUrl: nobody },
    brokenAccounts: [
      { name: "has a wrong secret", account: { ...account, secret: "another" } },
      { name: "has a wrong company", account: { ...account, corpId: "ww2" } },
    ],
    taken: () => wecom.received.length,
  });
  // The contract says the same words each time; a little later they are no double any more.
  for (const check of checks)
    test(check.name, async () => {
      wecomClock.advance(1_801_000);
      await check.run();
    });
});

describe("DingTalk", () => {
  const account = { group, token: ref, signSecret: ref, baseUrl: dingtalk.url };
  const checks = channelContract(dingtalkChannel, {
    ...shared,
    validAccount: account,
    unreachableAccount: { ...account, baseUrl: nobody },
    brokenAccounts: [
      { name: "has a wrong token", account: { ...account, token: "another" } },
      { name: "signs with a wrong secret", account: { ...account, signSecret: "SECanother" } },
    ],
    taken: () => dingtalk.received.length,
  });
  for (const check of checks) test(check.name, check.run);
});

describe("Feishu", () => {
  const account = { group, token: ref, signSecret: ref, baseUrl: feishu.url };
  const checks = channelContract(feishuChannel, {
    ...shared,
    validAccount: account,
    unreachableAccount: { ...account, baseUrl: nobody },
    brokenAccounts: [
      { name: "has a wrong token", account: { ...account, token: "another" } },
      { name: "signs with a wrong secret", account: { ...account, signSecret: "another" } },
    ],
    taken: () => feishu.received.length,
  });
  for (const check of checks) test(check.name, check.run);
});

describe("signed webhook", () => {
  const posts = () => receiver.requests.filter(({ method }) => method === "POST");
  const account = { receiver: group, url: receiver.url, secret: whsec, authorization: ref };
  const checks = channelContract(webhookChannel, {
    ...shared,
    validAccount: account,
    unreachableAccount: { ...account, url: nobody },
    brokenAccounts: [{ name: "has a secret that is none", account: { ...account, secret: ref } }],
    taken: () => posts().length,
    outside: () => JSON.stringify(posts()),
  });
  for (const check of checks) test(check.name, check.run);
});

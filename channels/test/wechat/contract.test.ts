import { channelContract, contractSecret } from "@belfry/plugin-kit";
import { createMovableClock, fetchLocally, startWechatFake } from "@belfry/testkit";
import { afterAll, test } from "vitest";
import { wechatOfficialChannel } from "../../src/index.ts";

const wechat = await startWechatFake({ clock: createMovableClock(), secret: contractSecret.value });
afterAll(() => wechat.close());

const account = {
  appId: "wx-belfry",
  secret: contractSecret.ref,
  textTemplate: { template: "notice", text: "thing1", time: "time2" },
  baseUrl: wechat.url,
};

const checks = channelContract(wechatOfficialChannel, {
  validAccount: account,
  fetch: fetchLocally,
  unreachableAccount: { ...account, baseUrl: "http://127.0.0.1:9" },
  brokenAccounts: [
    { name: "has a wrong secret", account: { ...account, secret: "another" } },
    { name: "has an AppID that does not exist", account: { ...account, appId: "wx-other" } },
  ],
  validAddress: "o-zhang",
  badAddresses: ["张三", "o", "a@x.cn", "o-zhang,o-lihua"],
  refused: [
    { address: "o-stranger", kind: "recipient-fault" },
    { address: "x-nobody", kind: "recipient-fault" },
  ],
  taken: () => wechat.received.length,
  outside: () => wechat.requests.map(({ body }) => body).join("\n"),
});

for (const check of checks) test(check.name, check.run);

import { channelContract, contractSecret } from "@belfry/plugin-kit";
import { createMovableClock, fetchLocally, startAliyunSmsFake, startTencentSmsFake } from "@belfry/testkit";
import { afterAll, test } from "vitest";
import { aliyunSmsChannel, smsChannel, tencentSmsChannel } from "../../src/index.ts";

const clock = createMovableClock();
const aliyun = await startAliyunSmsFake({ clock, accessKeySecret: contractSecret.value });
const tencent = await startTencentSmsFake({ clock, secretKey: contractSecret.value });
afterAll(() => Promise.all([aliyun.close(), tencent.close()]));

const gone = "http://127.0.0.1:9";
const badAddresses = ["1380013800", "+8613800138000", "138 0013 8000", "a@x.cn", "+12", "13800138000,13800138001"];

const aliyunAccount = {
  accessKeyId: "LTAI-belfry",
  accessKeySecret: contractSecret.ref,
  signName: "学工处",
  textTemplate: { template: "SMS_100", param: "content" },
  baseUrl: aliyun.url,
};
const tencentAccount = {
  secretId: "AKID-belfry",
  secretKey: contractSecret.ref,
  sdkAppId: "1400006666",
  signName: "学工处",
  textTemplate: { template: "100" },
  baseUrl: tencent.url,
};
const refused = [{ address: "13800000404", kind: "recipient-fault" as const }];

const checks = [
  ...channelContract(aliyunSmsChannel, {
    validAccount: aliyunAccount,
    fetch: fetchLocally,
    unreachableAccount: { ...aliyunAccount, baseUrl: gone },
    brokenAccounts: [
      { name: "has a wrong secret", account: { ...aliyunAccount, accessKeySecret: "another" } },
      { name: "has an AccessKey that does not exist", account: { ...aliyunAccount, accessKeyId: "LTAI-other" } },
    ],
    validAddress: "13800138000",
    badAddresses: [...badAddresses, "+13105551234"],
    refused,
    taken: () => aliyun.received.length,
    outside: () => JSON.stringify(aliyun.received),
  }),
  ...channelContract(tencentSmsChannel, {
    validAccount: tencentAccount,
    fetch: fetchLocally,
    unreachableAccount: { ...tencentAccount, baseUrl: gone },
    brokenAccounts: [
      { name: "has a wrong key", account: { ...tencentAccount, secretKey: "another" } },
      { name: "has a SecretId that does not exist", account: { ...tencentAccount, secretId: "AKID-other" } },
    ],
    validAddress: "13800138000",
    badAddresses,
    refused,
    taken: () => tencent.received.length,
    outside: () => JSON.stringify(tencent.received),
  }),
  ...channelContract(smsChannel, {
    validAccount: { aliyun: aliyunAccount },
    fetch: fetchLocally,
    unreachableAccount: { tencent: { ...tencentAccount, baseUrl: gone } },
    brokenAccounts: [
      { name: "has a wrong secret", account: { aliyun: { ...aliyunAccount, accessKeySecret: "another" } } },
      { name: "has a wrong key", account: { tencent: { ...tencentAccount, secretKey: "another" } } },
    ],
    validAddress: "13800138000",
    badAddresses,
    refused,
    taken: () => aliyun.received.length,
    outside: () => JSON.stringify([aliyun.received, tencent.received]),
  }),
];

for (const check of checks) test(check.name, check.run);

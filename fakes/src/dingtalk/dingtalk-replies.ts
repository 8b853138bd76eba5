import { randomUUID } from "node:crypto";
import type { ProviderReply } from "../answer-message.ts";

const security = (errmsg: string): ProviderReply => ({ body: { errcode: 310000, errmsg } });

/** Answers as they were seen in the wild. Four causes have the code 310000, and their texts have changed over the years. */
export const dingtalkReplies = {
  ok: { body: { errcode: 0, errmsg: "ok" } },
  noKeyword: security("keywords not in content"),
  badTimestamp: security("invalid timestamp"),
  badSign: security(
    "description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中，请确认机器人的密钥加签是否正确;link:请参考本接口对应文档查看自定义机器人如何加签;",
  ),
  ipRefused: security("ip 127.0.0.1 not in whitelist"),
  unknownToken: { body: { errcode: 300001, errmsg: "token is not exist" } },
  missing: { body: { errcode: 40035, errmsg: "缺少参数 json" } },
  tooLarge: { body: { errcode: 430104, errmsg: "message too large" } },
  groupGone: { body: { errcode: 400013, errmsg: "chat is disbanded" } },
  /** With the further fields of the gateway in front. */
  tooFast: (): ProviderReply => ({
    body: {
      status: 1111,
      wait: 5,
      source: "x5",
      punish: "deny",
      uuid: randomUUID(),
      errcode: 130101,
      errmsg: "send too fast, exceed 20 times per minute",
    },
  }),
} as const;

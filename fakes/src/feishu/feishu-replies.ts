import type { ProviderReply } from "../answer-message.ts";

const error = (code: number, msg: string): ProviderReply => ({ body: { code, data: {}, msg } });

/** Answers of Feishu's custom bots. The fields in capitals are of an earlier time and may be absent. */
export const feishuReplies = {
  ok: { body: { StatusCode: 0, StatusMessage: "success", code: 0, data: {}, msg: "success" } },
  okWithoutLegacy: { body: { code: 0, data: {}, msg: "success" } },
  badRequest: error(9499, "Bad Request"),
  tooOften: error(11232, "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]"),
  badToken: error(19001, "param invalid: incoming webhook access token invalid"),
  noType: error(19002, "params error, msg_type need"),
  badSign: error(19021, "sign match fail or timestamp is not within one hour from current time"),
  ipRefused: error(19022, "Ip Not Allowed"),
  noKeyword: error(19024, "Key Words Not Found"),
  /** Of the interface for apps. */
  appTooOften: {
    status: 429,
    headers: { "x-ogw-ratelimit-limit": "100", "x-ogw-ratelimit-reset": "45" },
    body: { code: 99991400, msg: "request trigger frequency limit" },
  },
  badApp: { body: { code: 10014, msg: "app secret invalid" } },
  badAppToken: {
    status: 400,
    body: { code: 99991663, msg: "Invalid access token for authorization. Please make a test with token attached." },
  },
} as const satisfies Record<string, ProviderReply>;

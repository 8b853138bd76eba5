import { randomBytes } from "node:crypto";
import type { ProviderReply } from "../answer-message.ts";

/** Refusals in the words of WeChat, which come with status 200. Source: https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html */
const errors = {
  badSecret: [40001, "invalid credential, access_token is invalid or not latest"],
  badOpenid: [40003, "invalid openid"],
  badAppid: [40013, "invalid appid"],
  badToken: [40014, "invalid access_token"],
  badTemplate: [40037, "invalid template_id"],
  ipRefused: [40164, "invalid ip 127.0.0.1, not in whitelist"],
  expiredToken: [42001, "access_token expired"],
  notFollowing: [43004, "require subscribe"],
  refused: [43101, "user refuse to accept the msg"],
  tooOften: [45009, "reach max api daily quota limit"],
  badJson: [47001, "data format error"],
  badField: [47003, "argument invalid!"],
} as const satisfies Record<string, readonly [number, string]>;

export function wechatError(error: keyof typeof errors, what = ""): ProviderReply {
  const [errcode, text] = errors[error];
  return { body: { errcode, errmsg: `${text}${what === "" ? "" : ` ${what}`} rid: ${rid()}` } };
}

function rid(): string {
  return `${hex(4)}-${hex(4)}-${hex(4)}`;
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}

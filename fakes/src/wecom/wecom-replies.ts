import type { ProviderReply } from "../answer-message.ts";

/** Refusals in the words of WeCom, which come with status 200. Source: https://developer.work.weixin.qq.com/document/path/90313 */
export const wecomErrors = {
  busy: [-1, "system busy"],
  badSecret: [40001, "invalid credential"],
  badFileSize: [40006, "invalid media size"],
  badMedia: [40007, "invalid media_id"],
  badType: [40008, "invalid message type"],
  badImage: [40009, "invalid image size"],
  badCorp: [40013, "invalid corpid"],
  badToken: [40014, "invalid access_token"],
  badParameter: [40035, "invalid parameter"],
  badAgent: [40056, "invalid agentid"],
  missing: [40063, "some parameters are empty"],
  expiredToken: [42001, "access_token expired"],
  empty: [44004, "empty content"],
  tooOften: [45009, "api freq out of limit"],
  ipRefused: [60020, "not allow to access from your ip"],
  nobody: [81013, "user & party & tag all invalid"],
  badKey: [93000, "invalid webhook url"],
  notInGroup: [93008, "robot is not in the chat"],
} as const satisfies Record<string, readonly [number, string]>;

/** A refusal as it was seen in the wild, with a hint that is another one each time. */
export function wecomError(error: keyof typeof wecomErrors, before = ""): ProviderReply {
  const [errcode, text] = wecomErrors[error];
  return { body: { errcode, errmsg: `${before}${text}, ${hint(errcode)}` } };
}

/** What a field that is too long or wrong is answered with. */
export function wecomParameterError(what: string): ProviderReply {
  return { body: { errcode: 40058, errmsg: `${what}. invalid Request Parameter, ${hint(40058)}` } };
}

let hints = 1_755_605_200_056;

function hint(errcode: number): string {
  hints += 1;
  return `hint: [${hints}773468916791], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
}

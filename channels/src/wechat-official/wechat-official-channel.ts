import { defineChannel } from "@belfry/plugin-kit";
import { fileProblems } from "../chat/chat-problems.ts";
import { templateProblems } from "../sms/template-problems.ts";
import { wechatLimits } from "./fit-fields.ts";
import { sendWechat } from "./send-wechat.ts";
import { wechatCodes } from "./wechat-codes.ts";
import { WechatConfig, WechatPayload } from "./wechat-config.ts";
import { wechatEvents } from "./wechat-events.ts";
import { testWechat } from "./wechat-token.ts";

/** Template messages of a WeChat official account to those who follow it. */
export const wechatOfficialChannel = defineChannel({
  id: "wechat",
  displayName: { zh: "微信公众号", en: "WeChat official account" },
  account: WechatConfig,
  envelope: "recipient",
  payload: WechatPayload,
  contentLimits: wechatLimits,
  problems: (message) => [...templateProblems(message), ...fileProblems(message, "WeChat")],
  codes: wechatCodes,
  // WeChat sends one message for an openid and a client_msg_id, and says that it remembers them for ten minutes.
  dropsDoubles: true,
  doublesWindowMs: () => 600_000,
  receipts: wechatEvents,
  maxBytes: () => 16_384,
  checkAddress: checkOpenid,
  send: sendWechat,
  test: testWechat,
});

/** Why a text cannot be an openid; nothing if it can. */
function checkOpenid(openid: string): string | undefined {
  if (openid === "") return "The openid is empty.";
  if (/^[\w-]{6,64}$/.test(openid)) return undefined;
  return `"${openid}" is no openid: it has 28 letters, digits, - and _, and begins with o.`;
}

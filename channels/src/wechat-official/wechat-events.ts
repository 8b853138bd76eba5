import { createHash, timingSafeEqual } from "node:crypto";
import {
  AppError,
  type ChannelContext,
  type DeliveryReceipt,
  type ReceiptReader,
  type ReceiptRequest,
} from "@belfry/plugin-kit";
import type { WechatConfig } from "./wechat-config.ts";

/**
 * What WeChat posts to an account's server: among much else, that a template message arrived. Whatever else it is, it is
 * answered in the same words, or WeChat shows people that the account is out of order.
 *
 * Source: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html
 */
export const wechatEvents: ReceiptReader<WechatConfig> = {
  async read(ctx, request, config) {
    await checkSignature(ctx, request, config);
    const xml = new TextDecoder().decode(request.body);
    if (!xml.trimStart().startsWith("<xml>")) throw new AppError("REQUEST_INVALID", { reason: "XML is expected." });
    if (valueIn(xml, "Encrypt") !== undefined) {
      const reason =
        "The events are encrypted. Choose the plain mode (明文模式) in the console of the official account.";
      throw new AppError("REQUEST_INVALID", { reason });
    }
    if (valueIn(xml, "Event") !== "TEMPLATESENDJOBFINISH") return [];
    const providerId = valueIn(xml, "MsgID");
    const recipient = valueIn(xml, "FromUserName");
    const seconds = Number(valueIn(xml, "CreateTime"));
    if (providerId === undefined || recipient === undefined) return [];
    return [
      {
        ...receiptOf(valueIn(xml, "Status") ?? ""),
        providerId,
        recipient,
        ...(seconds > 0 && { at: new Date(seconds * 1_000) }),
        answer: xml,
      },
    ];
  },
  async confirm(ctx, request, config) {
    await checkSignature(ctx, request, config);
    return request.query["echostr"] ?? "";
  },
  answer: { mediaType: "text/plain", body: "success" },
};

function receiptOf(status: string): Pick<DeliveryReceipt, "state" | "bounce" | "code" | "reason"> {
  if (status === "success") return { state: "delivered", code: status };
  if (status === "failed:user block") {
    const reason = "The person blocks messages of this account. 用户拒收该公众号的消息。";
    return { state: "bounced", bounce: "soft", code: status, reason };
  }
  return { state: "failed", code: status, reason: `WeChat did not deliver it: ${status}. 微信未送达。` };
}

/** @throws AppError REQUEST_INVALID */
async function checkSignature(ctx: ChannelContext, { query }: ReceiptRequest, config: WechatConfig): Promise<void> {
  if (config.serverToken === undefined) {
    throw new AppError("REQUEST_INVALID", { reason: "The account has no serverToken, with which events are signed." });
  }
  const token = (await ctx.secret(config.serverToken)).trim();
  const parts = [token, query["timestamp"] ?? "", query["nonce"] ?? ""].toSorted();
  const expected = createHash("sha1").update(parts.join("")).digest();
  const given = Buffer.from(query["signature"] ?? "", "hex");
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new AppError("REQUEST_INVALID", { reason: "The signature is not WeChat's." });
}

/** The value of a field, with or without CDATA. The events have one level and no attributes. */
function valueIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>(?:<!\\[CDATA\\[(.*?)\\]\\]>|([^<]*))</${name}>`, "s").exec(xml)?.slice(1).find(Boolean);
}

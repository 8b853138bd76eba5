import { z } from "zod";

export const signNameField = z.string().trim().min(1).max(30).meta({
  description: "The approved signature, without brackets: what stands in 【】 before every message.",
});

/** The signature of one message. */
export const payloadSignName = signNameField.optional().meta({
  description: "Another approved signature than that of the account.",
});

/** Said of a message that neither names a template nor can be sent as plain text. */
export const NO_TEMPLATE =
  "The message names no template, and the account has none for plain text. Name one in payload.template, or set textTemplate of the account. 消息没有指定短信模板，账号也未设置纯文本模板。";

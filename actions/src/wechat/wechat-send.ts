import { ActionFailure, defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { Addresses, addressList } from "../messages/address-list.ts";
import { deliver } from "../messages/deliver.ts";
import { everyMessageProblems, inEveryMessage } from "../messages/every-message.ts";
import { isBlank } from "../messages/is-blank.ts";
import { accountField, everyMessage, messageAction, waitField } from "../messages/message-fields.ts";

const WechatInput = z.strictObject({
  to: Addresses.meta({ description: "The openids of those who follow the account: a list, or one text with commas." }),
  templateId: text().min(1).optional().meta({ description: "The id of the template at WeChat." }),
  data: z.record(z.string(), text()).optional().meta({
    description: "Its values by their fields: thing2, time3. What is longer than WeChat takes is cut with three dots.",
  }),
  url: text().optional().meta({ description: "What a click opens." }),
  miniProgram: z
    .strictObject({
      appId: text().min(1).meta({ description: "The AppID of the mini program." }),
      pagePath: text().optional().meta({ description: "Its page." }),
    })
    .optional()
    .meta({ description: "The mini program that a click opens instead." }),
  ...everyMessage,
  account: accountField,
  wait: waitField,
});

/** Sends template messages of a WeChat official account. */
export const wechatSend = defineAction({
  ...messageAction,
  id: "wechat.send",
  displayName: { zh: "发送公众号模板消息", en: "Send a WeChat template message" },
  description: {
    zh: "通过微信公众号向关注者发送模板消息，等待每个人的结果。",
    en: "Sends a template message of an official account to those who follow it and waits for what became of each.",
  },
  input: WechatInput,
  channel: "wechat",

  check(input) {
    const problems = everyMessageProblems(input, []);
    if (isBlank(input["to"])) {
      problems.push({ path: "to", message: "Nobody gets this message.", remedy: "Name at least one openid." });
    }
    if (isBlank(input["templateId"]) && input["data"] !== undefined) {
      const remedy = "Name it in templateId; template names one of Belfry's own.";
      problems.push({ path: "templateId", message: "The data is for no template of WeChat.", remedy });
    } else if (isBlank(input["templateId"]) && isBlank(input["template"])) {
      const remedy = "Fill in templateId and data, or template.";
      problems.push({ path: "templateId", message: "The message names no template.", remedy });
    }
    return problems;
  },

  async run(ctx, { templateId, data = {}, url, miniProgram, wait, ...input }) {
    const to = addressList(input.to);
    if (to.length === 0) {
      const message = "Nobody gets this message: the list of openids is empty.";
      throw new ActionFailure(message, { class: "runtime", code: "MESSAGE_NO_RECIPIENT" });
    }
    const payload = {
      ...(templateId !== undefined && { template: templateId, data }),
      ...(url !== undefined && url !== "" && { url }),
      ...(miniProgram !== undefined && { miniProgram }),
    };
    const says = Object.keys(payload).length > 0 && { payload };
    return deliver(ctx, { channel: "wechat", to, ...says, ...inEveryMessage(ctx, input) }, wait);
  },
});

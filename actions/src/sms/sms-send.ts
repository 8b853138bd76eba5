import { ActionFailure, defineAction } from "@belfry/plugin-kit";
import { addressList } from "../messages/address-list.ts";
import { deliver } from "../messages/deliver.ts";
import { everyMessageProblems, inEveryMessage } from "../messages/every-message.ts";
import { isBlank } from "../messages/is-blank.ts";
import { messageAction } from "../messages/message-fields.ts";
import { isWritten, namesInMessage } from "../messages/names-in-message.ts";
import { SmsInput } from "./sms-input.ts";

/** Sends short messages, through whichever provider the rule has a template of. */
export const smsSend = defineAction({
  ...messageAction,
  id: "sms.send",
  displayName: { zh: "发送短信", en: "Send short messages" },
  description: {
    zh: "用已审核的短信模板，通过阿里云或腾讯云发送短信，等待每个号码的结果。",
    en: "Sends an approved template through Aliyun or Tencent Cloud and waits for what became of every number.",
  },
  input: SmsInput,
  names: (input) =>
    // Whose account it is, is known when it runs.
    isWritten(input["provider"])
      ? namesInMessage(input).map((named) => ({ ...named, channel: `${providerOf(input)}-sms` }))
      : [],

  check(input) {
    const problems = everyMessageProblems(input, ["text"]);
    if (isBlank(input["to"])) {
      problems.push({ path: "to", message: "Nobody gets this message.", remedy: "Name at least one phone number." });
    }
    const provider = input["provider"];
    const saysSomething = input["template"] !== undefined || !isBlank(input["text"]);
    if (input["aliyun"] === undefined && input["tencent"] === undefined && !saysSomething) {
      const message = "The message names no template and no text.";
      problems.push({ path: "aliyun", message, remedy: "Fill in aliyun or tencent." });
    } else if ((provider === "aliyun" || provider === "tencent") && input[provider] === undefined && !saysSomething) {
      const message = `There is no template of ${provider}.`;
      problems.push({ path: provider, message, remedy: "Fill it in, or name the other provider." });
    }
    return problems;
  },

  async run(ctx, input) {
    const to = addressList(input.to).map(plainNumber);
    if (to.length === 0) {
      const message = "Nobody gets this message: the list of phone numbers is empty.";
      throw new ActionFailure(message, { class: "runtime", code: "MESSAGE_NO_RECIPIENT" });
    }
    const { text, wait } = input;
    const provider = providerOf(input);
    const payload = payloadOf(input, provider);
    const message = {
      channel: `${provider}-sms`,
      to,
      ...(text !== undefined && { text }),
      ...(payload !== undefined && { payload }),
      ...inEveryMessage(ctx, input),
    };
    return deliver(ctx, message, wait);
  },
});

function providerOf({ provider, aliyun, tencent }: Readonly<Record<string, unknown>>): "aliyun" | "tencent" {
  if (provider === "aliyun" || provider === "tencent") return provider;
  return aliyun === undefined && tencent !== undefined ? "tencent" : "aliyun";
}

function payloadOf(input: SmsInput, provider: "aliyun" | "tencent"): Readonly<Record<string, unknown>> | undefined {
  const named = input[provider];
  if (named === undefined) return undefined;
  const { template, params } = named;
  const { signName } = input;
  return { template, ...(params !== undefined && { params }), ...(signName !== undefined && { signName }) };
}

/** Numbers as people write them, +86 138-0013-8000, in the one form that the ledger knows. */
function plainNumber(written: string): string {
  const number = written.replace(/[\s()-]/g, "");
  return /^(?:\+|00)?86(1[3-9]\d{9})$/.exec(number)?.[1] ?? number.replace(/^00/, "+");
}

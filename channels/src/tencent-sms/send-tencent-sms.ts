import type { ChannelContext, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import { outcomeOfCode } from "../provider-call/outcome-of-code.ts";
import { objectIn, textOf } from "../provider-call/read-object.ts";
import { e164 } from "../sms/phone-number.ts";
import { NO_TEMPLATE } from "../sms/sms-fields.ts";
import { askTencent } from "./ask-tencent.ts";
import { tencentCodes } from "./tencent-codes.ts";
import type { TencentSmsConfig, TencentSmsPayload } from "./tencent-sms-config.ts";

/** Sends one message to each recipient: a request mixes no numbers of the mainland and of abroad. */
export async function sendTencentSms(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: TencentSmsConfig,
): Promise<readonly DeliveryOutcome[]> {
  const template = templateOf(message, config);
  const outcomes: DeliveryOutcome[] = [];
  for (const recipient of recipients) {
    outcomes.push(
      template === undefined
        ? { kind: "content-fault", reason: NO_TEMPLATE }
        : await sendOne(ctx, message.messageKey, recipient, { config, ...template }),
    );
  }
  return outcomes;
}

interface Template {
  readonly template: string;
  readonly params: readonly string[];
  readonly signName: string;
}

function templateOf({ payload, text }: ChannelMessage, config: TencentSmsConfig): Template | undefined {
  const named = payload as TencentSmsPayload;
  if (named !== undefined) return { ...named, signName: named.signName ?? config.signName };
  const { textTemplate, signName } = config;
  if (textTemplate === undefined || text === undefined) return undefined;
  return { template: textTemplate.template, params: [text], signName };
}

async function sendOne(
  ctx: ChannelContext,
  messageKey: string,
  recipient: string,
  { config, template, params, signName }: Template & { readonly config: TencentSmsConfig },
): Promise<DeliveryOutcome> {
  const said = await askTencent(ctx, config, "SendSms", {
    PhoneNumberSet: [e164(recipient)],
    TemplateId: template,
    SignName: signName,
    TemplateParamSet: params,
    SessionContext: messageKey,
  });
  if (said.kind === "refused") return said.outcome;
  const set = said.fields["SendStatusSet"];
  const status = objectIn(Array.isArray(set) ? set[0] : undefined);
  const { answer } = said;
  // Status 200 and no error say nothing of a number: each has a code of its own.
  if (status === undefined) {
    const reason = "The answer names no number. 返回中没有号码状态，无法判断是否已发送。";
    return { kind: "unknown", reason, answer };
  }
  const code = textOf(status["Code"]);
  if (code !== "Ok") return outcomeOfCode(tencentCodes, { code, text: textOf(status["Message"]), answer }, ctx);
  const providerId = textOf(status["SerialNo"]);
  const fee = status["Fee"];
  return {
    kind: "accepted",
    answer,
    code,
    ...(providerId !== "" && { providerId }),
    ...(typeof fee === "number" && fee > 0 && { segments: fee }),
  };
}

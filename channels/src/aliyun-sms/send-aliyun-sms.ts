import type { ChannelContext, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import { textOf } from "../provider-call/read-object.ts";
import { countSegments } from "../sms/count-segments.ts";
import { NO_TEMPLATE } from "../sms/sms-fields.ts";
import type { AliyunSmsConfig, AliyunSmsPayload } from "./aliyun-sms-config.ts";
import { askAliyun } from "./ask-aliyun.ts";

/** Sends one message to each recipient: a number that is refused takes no other along. */
export async function sendAliyunSms(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: AliyunSmsConfig,
): Promise<readonly DeliveryOutcome[]> {
  const template = templateOf(message, config);
  const outcomes: DeliveryOutcome[] = [];
  for (const recipient of recipients) {
    outcomes.push(
      template === undefined
        ? { kind: "content-fault", reason: NO_TEMPLATE }
        : await sendOne(ctx, message, recipient, { config, ...template }),
    );
  }
  return outcomes;
}

interface Template {
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  readonly signName: string;
}

function templateOf({ payload, text }: ChannelMessage, config: AliyunSmsConfig): Template | undefined {
  const named = payload as AliyunSmsPayload;
  if (named !== undefined) return { ...named, signName: named.signName ?? config.signName };
  const { textTemplate, signName } = config;
  if (textTemplate === undefined || text === undefined) return undefined;
  return { template: textTemplate.template, params: { [textTemplate.param]: text }, signName };
}

async function sendOne(
  ctx: ChannelContext,
  { messageKey, text }: ChannelMessage,
  recipient: string,
  { config, template, params, signName }: Template & { readonly config: AliyunSmsConfig },
): Promise<DeliveryOutcome> {
  const said = await askAliyun(ctx, config, "SendSms", {
    PhoneNumbers: recipient.replace("+", ""),
    SignName: signName,
    TemplateCode: template,
    TemplateParam: JSON.stringify(params),
    OutId: messageKey,
  });
  if (said.kind === "refused") return said.outcome;
  const providerId = textOf(said.fields["BizId"]);
  return {
    kind: "accepted",
    answer: said.answer,
    code: "OK",
    ...(providerId !== "" && { providerId }),
    // The text of the template is Aliyun's; where the message says what people read, it can be counted.
    ...(text !== undefined && { segments: countSegments(signName, text) }),
  };
}

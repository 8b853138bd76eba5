import { formatInZone, type ChannelContext, type ChannelMessage, type DeliveryOutcome } from "@belfry/plugin-kit";
import { askProvider } from "../provider-call/ask-provider.ts";
import { judgeAnswer, outcomeOfJudged, type Judged } from "../provider-call/judge-answer.ts";
import { fitFields } from "./fit-fields.ts";
import { wechatCodes } from "./wechat-codes.ts";
import type { WechatConfig, WechatPayload } from "./wechat-config.ts";
import { baseOf, forgetToken, NAMES, tokenOf, type NoToken } from "./wechat-token.ts";

/** What WeChat says to a token that it does not take. The message was refused, so it may be sent again at once. */
const STALE = new Set([40001, 40014, 42001]);

/** Sends one template message to each recipient. */
export async function sendWechat(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: WechatConfig,
): Promise<readonly DeliveryOutcome[]> {
  const content = contentOf(message, config);
  const outcomes: DeliveryOutcome[] = [];
  for (const recipient of recipients) {
    outcomes.push(
      content === undefined
        ? { kind: "content-fault", reason: NO_TEMPLATE }
        : await sendOne(ctx, config, { touser: recipient, ...content, client_msg_id: message.messageKey }),
    );
  }
  return outcomes;
}

const NO_TEMPLATE =
  "The message names no template, and the account has none for plain text. Name one in payload.template, or set textTemplate of the account. 消息没有指定模板，账号也未设置纯文本模板。";

function contentOf(
  { payload, subject, text, createdAt }: ChannelMessage,
  { textTemplate }: WechatConfig,
): object | undefined {
  const named = payload as WechatPayload;
  if (named !== undefined) {
    const { template, data, url, miniProgram } = named;
    return {
      template_id: template,
      data: fitFields(data),
      ...(url !== undefined && { url }),
      ...(miniProgram !== undefined && {
        miniprogram: {
          appid: miniProgram.appId,
          ...(miniProgram.pagePath !== undefined && { pagepath: miniProgram.pagePath }),
        },
      }),
    };
  }
  if (textTemplate === undefined || text === undefined) return undefined;
  const { template, text: textField, subject: subjectField, time: timeField } = textTemplate;
  const data = {
    [textField]: text,
    ...(subjectField !== undefined && { [subjectField]: subject }),
    ...(timeField !== undefined && { [timeField]: formatInZone(createdAt, "Asia/Shanghai", "%Y-%m-%d %H:%M") }),
  };
  return { template_id: template, data: fitFields(data) };
}

async function sendOne(ctx: ChannelContext, config: WechatConfig, body: object): Promise<DeliveryOutcome> {
  const first = await post(ctx, config, body);
  if (first.kind === "refused") return first.outcome;
  const { judged, forget } = first;
  if (judged.kind === "silent" || !STALE.has(judged.body.code)) return outcomeOf(judged, ctx);
  await forget();
  const second = await post(ctx, config, body);
  return second.kind === "refused" ? second.outcome : outcomeOf(second.judged, ctx);
}

function outcomeOf(judged: Judged, ctx: ChannelContext): DeliveryOutcome {
  const outcome = outcomeOfJudged(judged, wechatCodes, ctx);
  if (outcome.kind !== "accepted" || judged.kind === "silent") return outcome;
  const { msgid } = judged.body.fields;
  return typeof msgid === "number" || typeof msgid === "string" ? { ...outcome, providerId: String(msgid) } : outcome;
}

async function post(
  ctx: ChannelContext,
  config: WechatConfig,
  body: object,
): Promise<{ readonly kind: "asked"; readonly judged: Judged; readonly forget: () => Promise<void> } | NoToken> {
  const got = await tokenOf(ctx, config);
  if (got.kind === "refused") return got;
  const url = `${baseOf(config)}/cgi-bin/message/template/send?access_token=${encodeURIComponent(got.token)}`;
  const answer = await askProvider(ctx, url, {
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  });
  return { kind: "asked", judged: judgeAnswer(answer, NAMES), forget: () => forgetToken(ctx, config, got.token) };
}

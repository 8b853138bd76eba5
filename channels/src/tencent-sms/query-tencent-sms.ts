import type { ChannelContext, ConnectionStep, DeliveryQuestion, DeliveryReceipt } from "@belfry/plugin-kit";
import { objectsIn, textOf } from "../provider-call/read-object.ts";
import { stepsOfQuestion } from "../sms/provider-said.ts";
import { e164 } from "../sms/phone-number.ts";
import { askTencent } from "./ask-tencent.ts";
import { tencentReceipt } from "./tencent-receipts.ts";
import type { TencentSmsConfig } from "./tencent-sms-config.ts";

const DAY_SECONDS = 86_400;
const PAGE = 100;

/** Asks what became of a message; nothing when Tencent Cloud does not know it. It answers once the network has. */
export async function queryTencentSms(
  ctx: ChannelContext,
  { messageKey, recipient, providerId, sentAt }: DeliveryQuestion,
  config: TencentSmsConfig,
): Promise<DeliveryReceipt | undefined> {
  const begin = Math.floor(sentAt.getTime() / 1_000) - 60;
  const said = await askTencent(ctx, config, "PullSmsSendStatusByPhoneNumber", pull(recipient, begin));
  if (said.kind === "refused") return undefined;
  const rows = objectsIn(said.fields["PullSmsSendStatusSet"]);
  const row = rows.find(
    ({ SessionContext, SerialNo }) =>
      SessionContext === messageKey || (providerId !== undefined && SerialNo === providerId),
  );
  if (row === undefined) return undefined;
  return {
    ...tencentReceipt(textOf(row["ReportStatus"]), textOf(row["Description"]), ""),
    messageKey,
    recipient,
    ...(typeof row["UserReceiveTime"] === "number" && { at: new Date(row["UserReceiveTime"] * 1_000) }),
    answer: JSON.stringify(row),
  };
}

function pull(recipient: string, begin: number): object {
  return { BeginTime: begin, EndTime: begin + DAY_SECONDS, Offset: 0, Limit: PAGE, PhoneNumber: e164(recipient) };
}

/** Tests an account by a question that changes nothing. */
export async function testTencentSms(
  ctx: ChannelContext,
  config: TencentSmsConfig,
): Promise<readonly ConnectionStep[]> {
  const begin = Math.floor(ctx.now.getTime() / 1_000) - DAY_SECONDS;
  const said = await askTencent(ctx, config, "PullSmsSendStatusByPhoneNumber", pull("13800000000", begin));
  return stepsOfQuestion(said);
}

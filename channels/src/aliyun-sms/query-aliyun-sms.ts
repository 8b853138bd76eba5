import type { ChannelContext, ConnectionStep, DeliveryQuestion, DeliveryReceipt } from "@belfry/plugin-kit";
import { objectIn, objectsIn, textOf } from "../provider-call/read-object.ts";
import { stepsOfQuestion } from "../sms/provider-said.ts";
import { aliyunReceipt } from "./aliyun-receipts.ts";
import type { AliyunSmsConfig } from "./aliyun-sms-config.ts";
import { askAliyun } from "./ask-aliyun.ts";

const PAGE = 50;
/** Nobody may get more than 50 messages of one kind a day, so what is not on the first pages is not there. */
const MOST_PAGES = 4;
/** The service of mainland China counts its days in its own zone. */
const CHINA_MS = 8 * 3_600_000;

/** Asks what became of a message; nothing when Aliyun does not know it. */
export async function queryAliyunSms(
  ctx: ChannelContext,
  question: DeliveryQuestion,
  config: AliyunSmsConfig,
): Promise<DeliveryReceipt | undefined> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const said = await askAliyun(ctx, config, "QuerySendDetails", details(question.recipient, question.sentAt, page));
    if (said.kind === "refused") return undefined;
    const rows = objectsIn(objectIn(said.fields["SmsSendDetailDTOs"])?.["SmsSendDetailDTO"]);
    const row = rows.find(({ OutId }) => OutId === question.messageKey);
    if (row !== undefined) return receiptOf(row, question);
    if (rows.length < PAGE) return undefined;
  }
  return undefined;
}

function details(recipient: string, sentAt: Date, page: number): Record<string, string> {
  return {
    PhoneNumber: recipient.replace("+", ""),
    SendDate: new Date(sentAt.getTime() + CHINA_MS).toISOString().slice(0, 10).replaceAll("-", ""),
    PageSize: String(PAGE),
    CurrentPage: String(page),
  };
}

function receiptOf(
  row: Readonly<Record<string, unknown>>,
  { messageKey, recipient }: DeliveryQuestion,
): DeliveryReceipt {
  const about = { messageKey, recipient, answer: JSON.stringify(row) };
  const code = textOf(row["ErrCode"]);
  // 1: it waits for the network. Aliyun has it.
  if (Number(row["SendStatus"]) === 1) return { ...about, state: "accepted" };
  return { ...about, ...aliyunReceipt(Number(row["SendStatus"]) === 3, code, "") };
}

/** Tests an account by a question that changes nothing. */
export async function testAliyunSms(ctx: ChannelContext, config: AliyunSmsConfig): Promise<readonly ConnectionStep[]> {
  const said = await askAliyun(ctx, config, "QuerySendDetails", details("13800000000", ctx.now, 1));
  return stepsOfQuestion(said);
}

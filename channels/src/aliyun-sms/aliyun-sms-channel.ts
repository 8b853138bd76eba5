import { defineChannel } from "@belfry/plugin-kit";
import { smsLimits } from "../sms/count-segments.ts";
import { checkPhoneNumber } from "../sms/phone-number.ts";
import { smsProblems } from "../sms/template-problems.ts";
import { aliyunCodes } from "./aliyun-codes.ts";
import { aliyunReceipts } from "./aliyun-receipts.ts";
import { AliyunSmsConfig, AliyunSmsPayload } from "./aliyun-sms-config.ts";
import { queryAliyunSms, testAliyunSms } from "./query-aliyun-sms.ts";
import { sendAliyunSms } from "./send-aliyun-sms.ts";

/** Short messages through Aliyun SMS. */
export const aliyunSmsChannel = defineChannel({
  id: "aliyun-sms",
  displayName: { zh: "阿里云短信", en: "Aliyun SMS" },
  account: AliyunSmsConfig,
  envelope: "recipient",
  payload: AliyunSmsPayload,
  contentLimits: smsLimits,
  problems: smsProblems,
  codes: aliyunCodes,
  maxBytes: () => 4_096,
  checkAddress: checkAliyunNumber,
  query: queryAliyunSms,
  receipts: aliyunReceipts,
  send: sendAliyunSms,
  test: testAliyunSms,
});

/** Aliyun is told numbers without +, so one of North America would be taken for one of the mainland. */
function checkAliyunNumber(number: string): string | undefined {
  const reason = checkPhoneNumber(number);
  if (reason !== undefined || !/^\+1[3-9]\d{9}$/.test(number)) return reason;
  return `Aliyun would take "${number}" for a number of the mainland. Send it through another provider.`;
}

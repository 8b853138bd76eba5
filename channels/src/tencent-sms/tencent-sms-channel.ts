import { defineChannel } from "@belfry/plugin-kit";
import { smsLimits } from "../sms/count-segments.ts";
import { checkPhoneNumber } from "../sms/phone-number.ts";
import { smsProblems } from "../sms/template-problems.ts";
import { queryTencentSms, testTencentSms } from "./query-tencent-sms.ts";
import { sendTencentSms } from "./send-tencent-sms.ts";
import { tencentCodes } from "./tencent-codes.ts";
import { tencentReceipts } from "./tencent-receipts.ts";
import { TencentSmsConfig, TencentSmsPayload } from "./tencent-sms-config.ts";

/** Short messages through Tencent Cloud SMS. */
export const tencentSmsChannel = defineChannel({
  id: "tencent-sms",
  displayName: { zh: "腾讯云短信", en: "Tencent Cloud SMS" },
  account: TencentSmsConfig,
  envelope: "recipient",
  payload: TencentSmsPayload,
  contentLimits: smsLimits,
  problems: smsProblems,
  codes: tencentCodes,
  maxBytes: () => 4_096,
  checkAddress: checkPhoneNumber,
  query: queryTencentSms,
  receipts: tencentReceipts,
  send: sendTencentSms,
  test: testTencentSms,
});

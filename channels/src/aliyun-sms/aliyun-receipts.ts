import type { DeliveryReceipt, ReceiptReader } from "@belfry/plugin-kit";
import { textOf } from "../provider-call/read-object.ts";
import { phoneNumberOf } from "../sms/phone-number.ts";
import { atOf, listIn } from "../sms/receipt-list.ts";
import type { AliyunSmsConfig } from "./aliyun-sms-config.ts";

/** What the network says of a number, and not of the message. Source: https://help.aliyun.com/zh/sms/support/error-codes-in-delivery-receipts */
const ofTheNumber: Readonly<Record<string, "hard" | "soft">> = {
  MOBILE_NOT_ON_SERVICE: "soft",
  MOBILE_ACCOUNT_ABNORMAL: "hard",
  MOBILE_TERMINAL_ERROR: "soft",
};

/** The state that a receipt means. */
export function aliyunReceipt(
  success: boolean,
  code: string,
  message: string,
): Pick<DeliveryReceipt, "state" | "bounce" | "code" | "reason"> {
  if (success) return { state: "delivered", code };
  const bounce = ofTheNumber[code];
  const reason = `The network did not deliver it: ${[code, message].filter((part) => part !== "").join(", ")}. 运营商未送达。`;
  return bounce === undefined ? { state: "failed", code, reason } : { state: "bounced", bounce, code, reason };
}

/** Receipts as Aliyun posts them: a list, repeated after 1, 5 and 10 minutes until it is answered in its words. */
export const aliyunReceipts: ReceiptReader<AliyunSmsConfig> = {
  async read(_ctx, { body }) {
    return listIn(body).map((row) => ({
      ...aliyunReceipt(row["success"] === true, textOf(row["err_code"]), textOf(row["err_msg"])),
      ...(textOf(row["biz_id"]) !== "" && { providerId: textOf(row["biz_id"]) }),
      ...(textOf(row["out_id"]) !== "" && { messageKey: textOf(row["out_id"]) }),
      recipient: phoneNumberOf(textOf(row["phone_number"])),
      ...(/^[1-9]\d?$/.test(textOf(row["sms_size"])) && { segments: Number(row["sms_size"]) }),
      ...atOf(textOf(row["report_time"])),
      answer: JSON.stringify(row),
    }));
  },
  answer: { mediaType: "application/json", body: JSON.stringify({ code: 0, msg: "接收成功" }) },
};

import type { DeliveryReceipt, ReceiptReader } from "@belfry/plugin-kit";
import { textOf } from "../provider-call/read-object.ts";
import { phoneNumberOf } from "../sms/phone-number.ts";
import { atOf, listIn } from "../sms/receipt-list.ts";
import type { TencentSmsConfig } from "./tencent-sms-config.ts";

/** The state that a receipt means. The codes of the networks say nothing certain of a number, so none is a bounce. */
export function tencentReceipt(
  status: string,
  code: string,
  description: string,
): Pick<DeliveryReceipt, "state" | "code" | "reason"> {
  if (status === "SUCCESS") return { state: "delivered", code };
  const said = [code, description].filter((part) => part !== "").join(", ");
  return { state: "failed", code, reason: `The network did not deliver it: ${said}. 运营商未送达。` };
}

/** Receipts as Tencent Cloud posts them: a list. Source: https://cloud.tencent.com/document/product/382/5807 */
export const tencentReceipts: ReceiptReader<TencentSmsConfig> = {
  async read(_ctx, { body }) {
    return listIn(body).map((row) => ({
      ...tencentReceipt(textOf(row["report_status"]), textOf(row["errmsg"]), textOf(row["description"])),
      ...(textOf(row["sid"]) !== "" && { providerId: textOf(row["sid"]) }),
      recipient: phoneNumberOf(`${textOf(row["nationcode"])}${textOf(row["mobile"])}`),
      ...atOf(textOf(row["user_receive_time"])),
      answer: JSON.stringify(row),
    }));
  },
  answer: { mediaType: "application/json", body: JSON.stringify({ result: 0, errmsg: "OK" }) },
};

import { text } from "@belfry/plugin-kit";
import { z } from "zod";
import { Addresses } from "../messages/address-list.ts";
import { accountField, everyMessage, waitField } from "../messages/message-fields.ts";

/** What `sms.send` is told. Each provider approves templates of its own, so each has its own part. */
export const SmsInput = z.strictObject({
  to: Addresses.meta({
    description: "The phone numbers: 11 digits, or + with the country; a list, or one text with commas.",
  }),
  aliyun: z
    .strictObject({
      template: text().min(1).meta({ description: "The code of the approved template: SMS_154950909." }),
      params: z.record(z.string(), text()).optional().meta({ description: "Its values by their names." }),
    })
    .optional()
    .meta({ description: "The template at Aliyun." }),
  tencent: z
    .strictObject({
      template: text().min(1).meta({ description: "The id of the approved template: 449739." }),
      params: z.array(text()).optional().meta({ description: "Its values in their order." }),
    })
    .optional()
    .meta({ description: "The template at Tencent Cloud." }),
  provider: z.enum(["aliyun", "tencent"]).optional().meta({
    description:
      "Who sends it. Left out: the one whose template is given, Aliyun when both are or none is. Another provider never sends what one may have sent.",
  }),
  signName: text().min(1).optional().meta({
    description: "Another approved signature than that of the account.",
  }),
  text: text().optional().meta({
    description:
      "What people read. With a template it is kept with the message; without one it is sent by the account's template for plain text.",
  }),
  ...everyMessage,
  account: accountField,
  wait: waitField,
});
export type SmsInput = z.output<typeof SmsInput>;

import { ActionFailure, defineAction } from "@belfry/plugin-kit";
import { addressList } from "../messages/address-list.ts";
import { deliver } from "../messages/deliver.ts";
import { everyMessageProblems, inEveryMessage } from "../messages/every-message.ts";
import { isBlank } from "../messages/is-blank.ts";
import { messageAction } from "../messages/message-fields.ts";
import { EmailInput } from "./email-input.ts";

/** Sends one mail. It hands it to the delivery ledger, which alone decides whether and when to try again. */
export const sendEmail = defineAction({
  ...messageAction,
  id: "email.send",
  displayName: { zh: "发送邮件", en: "Send e-mail" },
  description: {
    zh: "通过邮件账号发送一封邮件，等待每个收件人的结果",
    en: "Sends one mail through a sending account and waits for what became of every recipient",
  },
  input: EmailInput,
  channel: "email",

  check(input) {
    const problems = everyMessageProblems(input, ["text", "html"]);
    if (isBlank(input["to"])) {
      problems.push({ path: "to", message: "Nobody gets this mail.", remedy: "Name at least one address." });
    }
    if (input["template"] === undefined && isBlank(input["subject"])) {
      problems.push({ path: "subject", message: "The mail has no subject.", remedy: "Write one, or name a template." });
    }
    return problems;
  },

  async run(ctx, input) {
    const { text, html } = input;
    const to = addressList(input.to);
    if (to.length === 0) {
      throw new ActionFailure("Nobody gets this mail: the list of recipients is empty.", {
        class: "runtime",
        code: "EMAIL_NO_RECIPIENT",
      });
    }
    const message = {
      channel: "email",
      to,
      cc: addressList(input.cc),
      bcc: addressList(input.bcc),
      subject: input.subject ?? "",
      attachments: [
        ...(input.attachments ?? []).map((item) => ("file" in item ? item : { file: item })),
        ...(input.inlineImages ?? []),
      ],
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
      ...inEveryMessage(ctx, input),
    };
    return deliver(ctx, message, input.wait);
  },
});

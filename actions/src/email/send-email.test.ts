import { isActionFailure, isSuspended, type ActionContext, type Notified } from "@belfry/plugin-kit";
import { describe, expect, test } from "vitest";
import { addressList } from "../messages/address-list.ts";
import { EmailInput } from "./email-input.ts";
import { sendEmail } from "./send-email.ts";

const file = { $artifact: "01abc", name: "名单.xlsx", mediaType: "application/vnd.ms-excel", bytes: 10 };
const settled = (...deliveries: Notified["deliveries"]): Notified => ({ messageId: 4, status: "settled", deliveries });
const accepted = settled({ recipient: "a@x.cn", state: "accepted" });

/** Runs the action against a ledger that answers as it is told, and returns what it was handed. */
async function run(input: object, answer: Notified | Error = accepted) {
  const handed: Parameters<ActionContext["notify"]>[] = [];
  const ctx = {
    log: { info: () => undefined },
    async notify(...args: Parameters<ActionContext["notify"]>) {
      handed.push(args);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as ActionContext;
  const parsed = EmailInput.parse({ to: "a@x.cn", subject: "名单", ...input });
  return {
    output: await sendEmail.run(ctx, parsed).catch((error: unknown) => error),
    message: handed[0]?.[0],
    options: handed[0]?.[1],
  };
}

describe("email.send", () => {
  test("hands one message with all its parts to the ledger", async () => {
    const { output, message, options } = await run({
      to: "a@x.cn，b@x.cn; c@x.cn",
      cc: ["d@x.cn"],
      bcc: [],
      text: "您好",
      html: '<img src="cid:logo">',
      attachments: [file, { file, fileName: "晚归.xlsx" }],
      inlineImages: [{ file, contentId: "logo" }],
      account: "qq",
    });
    expect(message).toEqual({
      channel: "email",
      account: "qq",
      to: ["a@x.cn", "b@x.cn", "c@x.cn"],
      cc: ["d@x.cn"],
      bcc: [],
      subject: "名单",
      text: "您好",
      html: '<img src="cid:logo">',
      attachments: [{ file }, { file, fileName: "晚归.xlsx" }, { file, contentId: "logo" }],
    });
    expect(options).toEqual({ wait: "accepted" });
    expect(output).toEqual({ messageId: 4, deliveries: accepted.deliveries });
  });

  test("hands a template with its variables on, and needs no subject then", async () => {
    const { message } = await run({ subject: undefined, template: "order-paid@3", variables: { name: "张三" } });
    expect(message).toMatchObject({ subject: "", template: "order-paid@3", variables: { name: "张三" } });
    expect(sendEmail.check?.({ to: "a@x.cn", template: "order-paid" })).toEqual([]);
  });

  test("is suspended until every recipient is settled", async () => {
    const { output } = await run({}, { ...accepted, status: "waiting" });
    expect(isSuspended(output)).toBe(true);
  });

  test("does not wait when it is not asked to", async () => {
    const { output, options } = await run({ wait: "queued" }, { ...accepted, status: "waiting" });
    expect(options).toEqual({ wait: "queued" });
    expect(output).toEqual({ messageId: 4, deliveries: accepted.deliveries });
  });

  test("fails with every recipient that did not get the mail, and leaves retrying to the ledger", async () => {
    const { output } = await run(
      {},
      settled(
        { recipient: "a@x.cn", state: "accepted" },
        { recipient: "b@x.cn", state: "failed", reason: "550 Mailbox not found" },
        { recipient: "c@x.cn", state: "unknown", reason: "No answer." },
      ),
    );
    if (!isActionFailure(output)) throw new Error("It did not fail.");
    expect(output).toMatchObject({ failureClass: "external", code: "DELIVERY_FAILED", retryable: false });
    expect(output.message).toBe(
      "2 of 3 recipients did not get the message.\nb@x.cn: 550 Mailbox not found\nc@x.cn: No answer.",
    );
    expect(output.details).toMatchObject({ messageId: 4 });
  });

  test("says that nobody knows when nobody does", async () => {
    const { output } = await run({}, settled({ recipient: "a@x.cn", state: "unknown" }));
    expect(output).toMatchObject({ code: "DELIVERY_UNKNOWN", retryable: false });
  });

  test("passes a refusal of the ledger on as its own failure", async () => {
    const refusal = Object.assign(new Error("Too large."), { code: "ATTACHMENT_TOO_LARGE", details: { bytes: 1 } });
    const { output } = await run({}, refusal);
    expect(output).toMatchObject({
      failureClass: "runtime",
      code: "ATTACHMENT_TOO_LARGE",
      message: "Too large.",
      details: { bytes: 1 },
    });
  });

  test("leaves a failure of the database to the engine", async () => {
    const failure = Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
    expect((await run({}, failure)).output).toBe(failure);
  });

  test("fails when the list of recipients turns out empty", async () => {
    const { output, message } = await run({ to: [" ", ""] });
    expect(output).toMatchObject({ code: "EMAIL_NO_RECIPIENT" });
    expect(message).toBeUndefined();
  });
});

test.each([
  [{ to: "", subject: "s" }, ["to"]],
  [{ to: ["", " "], subject: "s" }, ["to"]],
  [{ to: [], subject: "  " }, ["to", "subject"]],
  [{ to: "${{ item.recipients }}", subject: "${{ vars.subject }}" }, []],
])("on save %j has problems at %j", (input, paths) => {
  expect(sendEmail.check?.(input).map(({ path }) => path)).toEqual(paths);
});

test("addresses are read as people write them", () => {
  expect(addressList("a@x.cn,b@x.cn；c@x.cn\nd@x.cn、")).toEqual(["a@x.cn", "b@x.cn", "c@x.cn", "d@x.cn"]);
  expect(addressList(undefined)).toEqual([]);
});

import {
  isActionFailure,
  isSuspended,
  type ActionContext,
  type Notified,
  type OutgoingMessage,
} from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { NotifyInput } from "./notify-input.ts";
import { notifySend } from "./notify-send.ts";

const people = [
  { name: "李雷", email: "li.lei@x.cn", inbox: "li.lei", "aliyun-sms": "13800000000" },
  { name: "韩梅梅", email: "", inbox: "han.meimei" },
  { name: "新生", email: null },
];

async function run(input: object, state = "accepted", over: Partial<Notified> = {}) {
  const handed: { message: OutgoingMessage; part: string | undefined }[] = [];
  const ctx = {
    log: { info: () => undefined, warn: () => undefined },
    async notify(message: OutgoingMessage, options: { readonly part?: string }) {
      handed.push({ message, part: options.part });
      const deliveries = [...message.to, ...(message.bcc ?? [])].map((recipient) => ({ recipient, state }));
      return { messageId: handed.length, status: "settled", deliveries, ...over };
    },
  } as unknown as ActionContext;
  const parsed = NotifyInput.parse({ audience: people, channels: ["email", "inbox"], text: "您好", ...input });
  return { output: await notifySend.run(ctx, parsed).catch((error: unknown) => error), handed };
}

test("tells each person on the first channel that they have, with one message for each channel", async () => {
  const { handed, output } = await run({ audience: [...people, { email: "b@x.cn" }, { email: "b@x.cn" }] });
  expect(handed).toEqual([
    { part: "email", message: expect.objectContaining({ channel: "email", to: ["li.lei@x.cn"], bcc: ["b@x.cn"] }) },
    { part: "inbox", message: expect.objectContaining({ channel: "inbox", to: ["han.meimei"], text: "您好" }) },
  ]);
  expect(output).toMatchObject({ messageIds: [1, 2], unreached: 1 });
});

test("gives each person a message of their own that goes on to their next channel, when it is to fall back", async () => {
  const { handed } = await run({
    channels: ["email", "inbox", "aliyun-sms"],
    fallbackAfter: "10m",
    template: "night",
    text: undefined,
  });
  expect(handed.map(({ message }) => [message.channel, message.to, message.escalation, message.template])).toEqual([
    [
      "email",
      ["li.lei@x.cn"],
      [
        { after: "10m", channel: "inbox", to: ["li.lei"] },
        { after: "10m", channel: "aliyun-sms", to: ["13800000000"] },
      ],
      "night",
    ],
    ["inbox", ["han.meimei"], undefined, "night"],
  ]);
});

test("waits until everybody is settled, and fails with those who did not get it", async () => {
  expect(isSuspended((await run({}, "queued", { status: "waiting" })).output)).toBe(true);
  const { output } = await run({}, "failed");
  if (!isActionFailure(output)) throw new Error("It did not fail.");
  expect(output).toMatchObject({ code: "DELIVERY_FAILED" });
});

test("does not fail because somebody has left the list", async () => {
  expect((await run({}, "suppressed")).output).toMatchObject({ messageIds: [1, 2] });
});

test("fails when nobody can be reached", async () => {
  const { output } = await run({ audience: [{ name: "新生" }] });
  expect(output).toMatchObject({ code: "MESSAGE_NO_RECIPIENT" });
});

import { expect, test } from "vitest";
import { callbackBody, callbackId, type ToldEvent } from "./callback-body.ts";

const event: ToldEvent = {
  id: 12,
  messageId: 3,
  deliveryId: 4,
  recipient: "a@example.com",
  field: "to",
  channel: "email",
  state: "failed",
  previous: "sending",
  attempt: 1,
  account: "main",
  code: "550",
  reason: "550 Mailbox not found",
  businessKey: "order-1",
  labels: { team: "finance" },
  at: new Date("2026-02-16T06:00:00Z"),
};

test("a call says what became of whom, why, and of which message", () => {
  expect(JSON.parse(callbackBody(event))).toEqual({
    type: "delivery.failed",
    timestamp: "2026-02-16T06:00:00.000Z",
    data: {
      sequence: 12,
      message: 3,
      delivery: 4,
      recipient: "a@example.com",
      field: "to",
      channel: "email",
      state: "failed",
      previous: "sending",
      attempt: 1,
      account: "main",
      code: "550",
      reason: "550 Mailbox not found",
      businessKey: "order-1",
      labels: { team: "finance" },
    },
  });
});

test("a body stays below 20 kB: a long reason is cut, and labels without number are left out", () => {
  const labels = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`label-${n}`, "值".repeat(200)]));
  const body = callbackBody({ ...event, reason: "长".repeat(4_000), labels });
  expect(Buffer.byteLength(body)).toBeLessThan(20_000);
  expect(JSON.parse(body)).toMatchObject({ data: { reason: "长".repeat(1_000), labels: {} } });
});

test("an event has one id in the whole world of installations", () => {
  expect(callbackId("0123456789ab", 12)).toBe("msg_0123456789ab_12");
});

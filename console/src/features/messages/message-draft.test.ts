import { expect, test } from "vitest";
import { messageDraftOf, type SendForm } from "./message-draft.ts";

const least: SendForm = { channel: "email", to: [" a@x.cn "], contentKind: "text", content: "Hi", priority: "normal" };

test("what is left empty is left out", () => {
  expect(messageDraftOf({ ...least, subject: " ", account: "", cc: [], labels: [], payload: " " })).toEqual({
    ok: true,
    draft: { channel: "email", to: ["a@x.cn"], text: "Hi" },
  });
});

test("labels, payload and the kind of the content arrive as the API asks for them", () => {
  const form: SendForm = {
    ...least,
    contentKind: "markdown",
    priority: "urgent",
    labels: ["team = finance", "kind=a=b"],
    payload: '{"template":"SMS_1"}',
  };
  expect(messageDraftOf(form)).toEqual({
    ok: true,
    draft: {
      channel: "email",
      to: ["a@x.cn"],
      markdown: "Hi",
      priority: "urgent",
      labels: { team: "finance", kind: "a=b" },
      payload: { template: "SMS_1" },
    },
  });
});

test("a template stands in the place of subject and content", () => {
  const form: SendForm = {
    ...least,
    contentKind: "template",
    subject: "left over",
    template: "order-paid",
    language: "en",
    variables: '{"name":"张三"}',
  };
  expect(messageDraftOf(form)).toEqual({
    ok: true,
    draft: { channel: "email", to: ["a@x.cn"], template: "order-paid", language: "en", variables: { name: "张三" } },
  });
});

test("a time is meant in the zone of the browser", () => {
  const read = messageDraftOf({ ...least, scheduledAt: "2026-02-16T06:00" });
  expect(read).toMatchObject({ draft: { scheduledAt: new Date("2026-02-16T06:00").toISOString() } });
});

test.each([
  [{ labels: ["team"] }, "labels"],
  [{ payload: "{" }, "payload"],
  [{ payload: "[1]" }, "payload"],
  [{ contentKind: "template" as const, variables: "name" }, "variables"],
])("%j is refused at its field", (part, field) => {
  expect(messageDraftOf({ ...least, ...part })).toMatchObject({ ok: false, field });
});

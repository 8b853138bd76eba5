import { expect, test } from "vitest";
import { readSample } from "./approval-sample.ts";

test("the sample of a message tells its text and how its recipients differ from the last time", () => {
  const diff = { comparedWith: 3, addedCount: 2, removedCount: 0, added: ["a@b.example"], removed: [] };
  const sample = {
    action: "mail",
    channel: "email",
    subject: "晚归",
    text: null,
    html: "<p>1</p>",
    attachments: ["a.xlsx"],
  };
  expect(readSample({ ...sample, recipients: 12, ...diff })).toEqual({
    action: "mail",
    channel: "email",
    subject: "晚归",
    html: "<p>1</p>",
    attachments: ["a.xlsx"],
    recipients: { count: 12, ...diff },
    rest: {},
  });
});

test("what is not known is kept and shown as it is", () => {
  expect(readSample({ version: 2, definition: { rule: "dorm" } })).toEqual({
    attachments: [],
    rest: { version: 2, definition: { rule: "dorm" } },
  });
  expect(readSample("text")).toEqual({ attachments: [], rest: { sample: "text" } });
  expect(readSample(null)).toEqual({ attachments: [], rest: {} });
});

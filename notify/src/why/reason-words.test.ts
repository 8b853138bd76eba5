import { expect, test } from "vitest";
import { reasonWords } from "./reason-words.ts";

test.each([
  [
    'The provider answered 45009: "api freq out of limit. 已超限". Too many calls. Wait a minute. 调用太频繁。请等一分钟。',
    "服务商返回 45009：“api freq out of limit. 已超限”。调用太频繁。请等一分钟。",
    'The provider answered 45009: "api freq out of limit. 已超限". Too many calls. Wait a minute.',
  ],
  [
    'The server answered "535 Error: authentication failed". The password is wrong. SMTP 密码错误，请改正。',
    "服务器返回“535 Error: authentication failed”。SMTP 密码错误，请改正。",
    'The server answered "535 Error: authentication failed". The password is wrong.',
  ],
  [
    "The message was handed over and no answer came: Timed out. It may have arrived and is not sent again by itself. 消息可能已经送达，不会自动重发。",
    "没有收到应答（Timed out.）。消息可能已经送达，不会自动重发。",
    "The message was handed over and no answer came: Timed out. It may have arrived and is not sent again by itself.",
  ],
  [
    "The receiver calls the message too large (413). Shorten it. 消息过大。",
    "消息过大。",
    "The receiver calls the message too large (413). Shorten it.",
  ],
])("%s is said in one language each", (reason, zh, en) => {
  expect(reasonWords(reason)).toEqual({ zh, en });
});

test("what Belfry says in English only is said in Chinese too", () => {
  const reason = "The channel did not answer in time.";
  expect(reasonWords(reason)).toEqual({ zh: "渠道没有按时应答，无法判断是否已送出。", en: reason });
});

test.each([
  ["The server greets, encrypted.", "服务器已应答，连接已加密。", "The server greets, encrypted."],
  ["The AppSecret is valid. AppSecret 有效。", "AppSecret 有效。", "The AppSecret is valid."],
  ["The receiver answers (204). 服务可达。", "服务可达。", "The receiver answers (204)."],
  ["It is part of Belfry.", "它是钟楼的一部分，无需连接。", "It is part of Belfry."],
])("%s of a connection test is said in one language each", (detail, zh, en) => {
  expect(reasonWords(detail)).toEqual({ zh, en });
});

test("a reason that holds another one says both, and how often it was tried stands behind it", () => {
  expect(reasonWords('The account "main" rests until 2026-03-01T23:00:00Z: It is busy. 对方繁忙。')).toEqual({
    zh: "发送账号“main”正在休息：对方繁忙。",
    en: 'The account "main" rests until 2026-03-01T23:00:00Z: It is busy.',
  });
  expect(reasonWords("It is busy. 对方繁忙。 It was tried 5 times.")).toEqual({
    zh: "对方繁忙。已尝试 5 次。",
    en: "It is busy. It was tried 5 times.",
  });
});

test.each(["550 Mailbox not found", "对方返回了中文", ""])("%j is told as it stands in both languages", (reason) => {
  expect(reasonWords(reason)).toEqual({ zh: reason, en: reason });
});

import type { Delivery } from "@belfry/client";
import { expect, test } from "vitest";
import { decisionText } from "./decision-text.ts";

type Decided = Parameters<typeof decisionText>[0];
type Attempt = Delivery["attempts"][number];

const delivery = (
  kind: Delivery["decision"]["kind"],
  reason: string | null,
  words: Attempt["words"] = null,
): Decided => ({
  decision: { kind, text: { zh: "中文", en: "English" }, until: null },
  reason,
  attempts: [{ words } as Attempt],
});

test("what the state says by itself is not said again", () => {
  expect(decisionText(delivery("accepted", null), "zh")).toBeNull();
  expect(decisionText(delivery("scheduled", null), "zh")).toBe("中文");
});

test("a known code is told by its meaning, and anything else by the decision, in the reader's language", () => {
  const words = { meaning: { zh: "没有这个邮箱", en: "No such mailbox" }, advice: { zh: "核对", en: "Check" } };
  expect(decisionText(delivery("refused", "550", words), "zh")).toBe("没有这个邮箱");
  expect(decisionText(delivery("refused", "550"), "en")).toBe("English");
  expect(decisionText(delivery("suppressed", "It is suppressed.", words), "en")).toBe("English");
});

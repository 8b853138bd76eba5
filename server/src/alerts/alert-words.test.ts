import { compileTemplate, renderTemplate } from "@belfry/model";
import { expect, test } from "vitest";
import { alertSentence } from "./alert-words.ts";

const written = (type: string, subject: string, name: string | null) =>
  renderTemplate(compileTemplate(alertSentence("event"), { escape: "none" }), {
    event: { type, subject, data: { name } },
  });

test("an alert is called what people call it, with what it is about and whether it is over", () => {
  expect(written("belfry.rule.silent", "night", "夜间报表")).toBe("规则久未运行 · Rule has not run: 夜间报表");
  expect(written("belfry.node.lost.resolved", "belfry-2", null)).toBe("已恢复 · Over: 节点失联 · Node lost: belfry-2");
  expect(written("belfry.queue.slow", "queue", null)).toBe("排队过久 · Executions wait too long");
});

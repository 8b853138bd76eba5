import { describe, expect, test } from "vitest";
import { compileMjml } from "../src/compile-mjml.ts";
import { mjmlPlugin } from "../src/index.ts";

const mail = (inner: string) =>
  `<mjml><mj-body><mj-section><mj-column>${inner}</mj-column></mj-section></mj-body></mjml>`;

describe("the plugin for MJML", () => {
  test("compiles in a thread of its own", async () => {
    const result = await mjmlPlugin.compileMjml?.(mail("<mj-text>{{ name }}</mj-text>"));
    expect(result).toMatchObject({ problems: [], html: expect.stringContaining("{{ name }}") });
  });

  test.each([
    ["ten thousand elements", mail("<mj-text>a</mj-text>\n".repeat(10_000))],
    [
      "elements in elements",
      `<mjml><mj-body>${"<mj-wrapper>".repeat(5_000)}${"</mj-wrapper>".repeat(5_000)}</mj-body></mjml>`,
    ],
  ])(
    "is not held up by %s, and compiles the next one",
    async (_case, source) => {
      const before = process.threadCpuUsage();
      const { problems } = await compileMjml(source, 20);
      const { user, system } = process.threadCpuUsage(before);
      expect(problems).toMatchObject([{ message: expect.stringMatching(/took too long/) }]);
      // What this thread worked is what its loop was held up by, however busy the machine is.
      expect((user + system) / 1_000).toBeLessThan(2_000);
      expect(await compileMjml(mail("<mj-text>x</mj-text>"))).toMatchObject({ problems: [] });
    },
    120_000,
  );
});

import { z } from "zod";

const Text = z.string().min(1);

const Button = z.strictObject({ title: Text, actionURL: Text });

/** What only DingTalk understands of a message. */
export const DingtalkPayload = z.strictObject({
  link: z
    .strictObject({ title: Text, text: Text, messageUrl: Text, picUrl: z.string().optional() })
    .optional()
    .meta({ description: "A link with a title and a picture." }),
  actionCard: z
    .strictObject({
      title: Text,
      text: Text,
      singleTitle: Text.optional(),
      singleURL: Text.optional(),
      btns: z.array(Button).min(1).max(10).optional(),
      btnOrientation: z.enum(["0", "1"]).optional(),
    })
    .check(({ value, issues }) => {
      const isSingle = value.singleTitle !== undefined && value.singleURL !== undefined;
      if (isSingle || value.btns !== undefined) return;
      const message = "A card has singleTitle and singleURL, or btns";
      issues.push({ code: "custom", input: value, path: ["btns"], message });
    })
    .optional()
    .meta({ description: "A card with Markdown and one or several buttons." }),
  feedCard: z
    .strictObject({
      links: z
        .array(z.strictObject({ title: Text, messageURL: Text, picURL: Text }))
        .min(1)
        .max(20),
    })
    .optional()
    .meta({ description: "Several links with pictures." }),
});
export type DingtalkPayload = z.output<typeof DingtalkPayload>;

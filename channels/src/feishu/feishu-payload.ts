import { z } from "zod";

const Line = z.array(z.record(z.string(), z.json()));
const Post = z.strictObject({ title: z.string().optional(), content: z.array(Line).min(1) });

/** What only Feishu understands of a message. */
export const FeishuPayload = z.strictObject({
  post: z
    .strictObject({ zh_cn: Post.optional(), en_us: Post.optional(), ja_jp: Post.optional() })
    .refine((post) => Object.values(post).some((one) => one !== undefined), "A post has at least one language")
    .optional()
    .meta({ description: "A rich text (post), by its languages." }),
  card: z
    .record(z.string(), z.json())
    .optional()
    .meta({ description: "A card (interactive), in the words of Feishu." }),
  shareChatId: z.string().min(1).optional().meta({ description: "The id of a group whose card is shared." }),
});
export type FeishuPayload = z.output<typeof FeishuPayload>;

import { z } from "zod";

const Article = z.strictObject({
  title: z.string().min(1).meta({ description: "At most 128 bytes are shown." }),
  description: z.string().optional().meta({ description: "At most 512 bytes are shown." }),
  url: z.url().meta({ description: "What a click opens." }),
  picurl: z.url().optional().meta({ description: "The address of its picture." }),
});

const rows = (most: number) => z.array(z.record(z.string(), z.json())).max(most);

/** A card as WeCom describes it; what it demands is checked here, everything else goes through as it is. */
const TemplateCard = z
  .looseObject({
    card_type: z.enum(["text_notice", "news_notice"]),
    main_title: z.looseObject({ title: z.string().optional() }).optional(),
    sub_title_text: z.string().optional(),
    card_action: z.looseObject({ type: z.union([z.literal(1), z.literal(2)]), url: z.string().optional() }),
    horizontal_content_list: rows(6).optional(),
    jump_list: rows(3).optional(),
    vertical_content_list: rows(4).optional(),
  })
  .check(({ value, issues }) => {
    const complain = (path: string[], message: string) => issues.push({ code: "custom", input: value, path, message });
    if ((value.main_title?.title ?? "") === "" && (value.sub_title_text ?? "") === "")
      complain(["main_title", "title"], "A card has a title or a text");
    if (value.card_action.type === 1 && (value.card_action.url ?? "") === "")
      complain(["card_action", "url"], "A card that opens an address names it");
    if (value.card_type === "news_notice" && value["card_image"] === undefined)
      complain(["card_image"], "A card of the type news_notice has a picture");
  });

/** What only WeCom understands of a message. */
export const WecomPayload = z.strictObject({
  format: z
    .enum(["text", "markdown", "markdown_v2"])
    .optional()
    .meta({ description: "How the text is sent. Left out: tables as markdown_v2, colours and @ as markdown." }),
  news: z.array(Article).min(1).max(8).optional().meta({ description: "One to eight articles with pictures." }),
  templateCard: TemplateCard.optional().meta({ description: "A template_card, in the words of WeCom." }),
});
export type WecomPayload = z.output<typeof WecomPayload>;

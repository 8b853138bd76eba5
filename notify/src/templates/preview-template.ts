import type { MessageTemplate } from "@belfry/model";
import type { ChannelDefinition, ContentLimit } from "@belfry/plugin-kit";
import type { RenderedTemplate } from "../accept/render-template.ts";
import { findVariant } from "./pick-variant.ts";
import { writeTemplate } from "./render-message.ts";
import type { TemplateLoader } from "./template-loader.ts";

/** How long one part of a message is, against what its channel takes. */
export interface PartMeter {
  readonly part: string;
  readonly bytes: number;
  readonly characters: number;
  readonly limit: { readonly unit: "bytes" | "characters"; readonly most: number; readonly splits: boolean } | null;
  readonly fits: boolean;
  /** How many pieces it is sent in; of an SMS how many are billed. */
  readonly pieces: number;
}

export interface ChannelPreview extends RenderedTemplate {
  readonly channel: string;
  readonly language: string;
  readonly meters: readonly PartMeter[];
}

/** A short message has 70 characters, one of several 67 each: the rest says which belong together. */
const SMS_ALONE = 70;
const SMS_TOGETHER = 67;

/** What a template becomes on a channel, and how much of the room there it takes. @throws AppError like `writeTemplate` */
export async function previewOn(
  loader: TemplateLoader,
  template: MessageTemplate & { readonly code: string },
  channel: ChannelDefinition,
  asked: {
    readonly language?: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly now: Date;
    readonly timeZone: string;
  },
): Promise<ChannelPreview> {
  const { variables, now, timeZone } = asked;
  const language = asked.language === undefined ? {} : { language: asked.language };
  const request = { channel: channel.id, variables, ...language };
  const rendered = await writeTemplate(loader, template, request, { now, timeZone, withExamples: true });
  return {
    channel: channel.id,
    language: findVariant(template, channel.id, asked.language)?.language ?? "",
    ...rendered,
    meters: metersOf(channel, rendered),
  };
}

function metersOf(channel: Pick<ChannelDefinition, "id" | "contentLimits">, rendered: RenderedTemplate): PartMeter[] {
  const { payload, ...written } = rendered;
  const texts = { ...written, ...textsOf(payload, "payload") };
  return Object.entries(texts).flatMap(([part, text]) => {
    if (typeof text !== "string") return [];
    const limits = channel.contentLimits ?? [];
    const limit = limits.find((one) => one.part === part || `payload.${one.part}` === part);
    return [meterOf(channel.id, part, text, limit)];
  });
}

function meterOf(channel: string, part: string, text: string, limit: ContentLimit | undefined): PartMeter {
  const bytes = Buffer.byteLength(text);
  const characters = Array.from(text).length;
  const used = limit?.unit === "bytes" ? bytes : characters;
  const isOver = limit !== undefined && used > limit.most;
  const splits = limit?.splits === true;
  const isShortMessage = /(^|-)sms$/.test(channel) && part === "text";
  const segments = characters <= SMS_ALONE ? 1 : Math.ceil(characters / SMS_TOGETHER);
  return {
    part,
    bytes,
    characters,
    limit: limit === undefined ? null : { unit: limit.unit, most: limit.most, splits },
    fits: !isOver || splits,
    pieces: isShortMessage ? segments : isOver && splits ? Math.ceil(used / limit.most) : 1,
  };
}

function textsOf(value: unknown, path: string): Record<string, string> {
  if (typeof value === "string") return { [path]: value };
  if (typeof value !== "object" || value === null) return {};
  return Object.assign({}, ...Object.entries(value).map(([key, item]) => textsOf(item, `${path}.${key}`))) as Record<
    string,
    string
  >;
}

import { readFile } from "node:fs/promises";
import type { AttachmentOutline, ChannelAttachment, ChannelContext } from "@belfry/plugin-kit";
import { mediaKey, MediaCache } from "../chat/media-cache.ts";
import { askProvider } from "../provider-call/ask-provider.ts";
import { judgeAnswer, type Judged } from "../provider-call/judge-answer.ts";
import { outcomeOfPreparation, upload, type Refusal } from "../provider-call/prepare.ts";
import { TokenCache, type TokenAnswer } from "../provider-call/token-cache.ts";
import { feishuCodes } from "./feishu-codes.ts";
import type { FeishuConfig } from "./feishu-config.ts";

export type ImageUploaded =
  | { readonly kind: "uploaded"; readonly key: string }
  | { readonly kind: "refused"; readonly outcome: Refusal };

const tokens = new TokenCache();
const images = new MediaCache();
const names = { code: "code", text: "msg" } as const;

/** Answers with which Feishu refuses a token that has ended. */
const ENDED_TOKEN = new Set([99991661, 99991663, 99991664]);

/** Whether a bot can show a file. */
export function isPicture({ mediaType }: AttachmentOutline): boolean {
  return /^image\//i.test(mediaType);
}

/**
 * Uploads a picture through the app of an account: a bot by itself cannot. Nobody sees it before a message names it, so
 * whatever goes wrong may be tried again.
 */
export async function uploadImage(
  ctx: ChannelContext,
  config: FeishuConfig,
  attachment: ChannelAttachment,
): Promise<ImageUploaded> {
  const { appId, appSecret } = config;
  if (!isPicture(attachment))
    return refused(
      `A Feishu bot can send pictures, and no other files like "${attachment.fileName}". Send a link, or a mail. 飞书机器人只能发送图片，不能发送文件“${attachment.fileName}”。`,
    );
  if (appId === undefined || appSecret === undefined)
    return refused(
      "A Feishu bot can send pictures only with the help of an app: fill in appId and appSecret of the account, or leave the picture out. 发送图片需要在账号里填写 appId 和 appSecret。",
    );
  const secret = await ctx.secret(appSecret);
  const content = await readFile(attachment.path);
  const now = ctx.now.getTime();
  const parts = [config.baseUrl, appId, secret];
  const key = mediaKey(parts, content, attachment.fileName);
  const known = images.find(key, now);
  if (known !== undefined) return { kind: "uploaded", key: known };
  const tokenOf = () => tokens.tokenOf(ctx, parts, () => askToken(ctx, { baseUrl: config.baseUrl, appId, secret }));
  let asked = await tokenOf();
  if (asked.kind === "refused") return { kind: "refused", outcome: asked.outcome };
  let judged = await post(ctx, config.baseUrl, asked.token, { attachment, content });
  if (judged.kind === "said" && ENDED_TOKEN.has(judged.body.code)) {
    await tokens.forget(parts, asked.token);
    asked = await tokenOf();
    if (asked.kind === "refused") return { kind: "refused", outcome: asked.outcome };
    judged = await post(ctx, config.baseUrl, asked.token, { attachment, content });
  }
  const data = judged.kind === "said" && judged.body.code === 0 ? judged.body.fields["data"] : undefined;
  const imageKey = typeof data === "object" && data !== null && "image_key" in data ? data.image_key : undefined;
  if (typeof imageKey !== "string") return { kind: "refused", outcome: outcomeOfPreparation(judged, feishuCodes, ctx) };
  images.remember(key, imageKey, now);
  return { kind: "uploaded", key: imageKey };
}

async function askToken(
  ctx: ChannelContext,
  { baseUrl, appId, secret }: { readonly baseUrl: string; readonly appId: string; readonly secret: string },
): Promise<TokenAnswer> {
  const got = await askProvider(ctx, `${base(baseUrl)}/open-apis/auth/v3/tenant_access_token/internal`, {
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ app_id: appId, app_secret: secret }),
  });
  const judged = judgeAnswer(got, names);
  const fields: Readonly<Record<string, unknown>> =
    judged.kind === "said" && judged.body.code === 0 ? judged.body.fields : {};
  const { tenant_access_token: token, expire } = fields;
  if (typeof token === "string" && typeof expire === "number") return { kind: "token", token, seconds: expire };
  return { kind: "refused", outcome: outcomeOfPreparation(judged, feishuCodes, ctx) };
}

async function post(
  ctx: ChannelContext,
  baseUrl: string,
  token: string,
  { attachment, content }: { readonly attachment: ChannelAttachment; readonly content: Buffer },
): Promise<Judged> {
  const form = new FormData();
  form.set("image_type", "message");
  form.set("image", new Blob([new Uint8Array(content)], { type: attachment.mediaType }), attachment.fileName);
  const headers = { authorization: `Bearer ${token}` };
  return judgeAnswer(await upload(ctx, `${base(baseUrl)}/open-apis/im/v1/images`, { headers, body: form }), names);
}

function refused(reason: string): ImageUploaded {
  return { kind: "refused", outcome: { kind: "content-fault", reason } };
}

function base(url: string): string {
  return url.replace(/\/+$/, "");
}

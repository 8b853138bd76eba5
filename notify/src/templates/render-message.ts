import { AppError, isoInZone, type MessageTemplate } from "@belfry/model";
import type { RenderedTemplate, TemplateRequest, WrittenTemplate } from "../accept/render-template.ts";
import { pickVariant } from "./pick-variant.ts";
import { bundleVariant } from "./template-bundle.ts";
import type { TemplateLoader } from "./template-loader.ts";
import { withTexts } from "./template-parts.ts";
import { readVariables, withExamples } from "./template-variables.ts";
import { inTemplateThread } from "./thread/template-thread.ts";

/**
 * Writes a message with a template, with dates in the given zone.
 * @throws AppError TEMPLATE_NOT_FOUND, TEMPLATE_VERSION_NOT_FOUND; REQUEST_INVALID when it has nothing for the channel or the
 * language; TEMPLATE_VARIABLES_INVALID with each variable; TEMPLATE_FAILED
 */
export async function writeMessage(
  loader: TemplateLoader,
  request: TemplateRequest,
  timeZone: string,
): Promise<WrittenTemplate> {
  const { code, version, definition, now } = await loader.one(request.template);
  if (definition.kind !== "template") {
    const reason = `"${code}" is a ${definition.kind}; only templates make messages.`;
    throw new AppError("TEMPLATE_NOT_FOUND", { field: "template", template: code, reason });
  }
  const rendered = await writeTemplate(loader, { ...definition, code }, request, { now, timeZone });
  return { ...rendered, templateVersion: `${code}@${version}` };
}

/** Writes a template that need not be saved. @param options.withExamples whether examples stand for what is left out */
export async function writeTemplate(
  loader: TemplateLoader,
  template: MessageTemplate & { readonly code: string },
  request: Pick<TemplateRequest, "channel" | "language" | "variables">,
  options: { readonly now: Date; readonly timeZone: string; readonly withExamples?: boolean },
): Promise<RenderedTemplate> {
  const variant = pickVariant(template, request.channel, request.language);
  const asked = { channel: request.channel, language: variant.language };
  const bundle = await bundleVariant(loader.many, template, variant, asked);
  const given = options.withExamples === true ? withExamples(bundle.variables, request.variables) : request.variables;
  const read = readVariables(bundle.variables, given);
  if (!read.ok) throw new AppError("TEMPLATE_VARIABLES_INVALID", { template: template.code, problems: read.problems });
  const { timeZone } = options;
  const standard = { now: isoInZone(options.now, timeZone), timezone: timeZone, ...asked };
  const content = template.kind === "layout" ? { content: "…" } : {};
  const values = { ...content, ...read.values, ...standard };
  const result = await inTemplateThread({ kind: "render", parts: bundle.parts, values, timeZone });
  if (!result.ok) {
    throw new AppError("TEMPLATE_FAILED", { template: template.code, field: "template", problems: result.problems });
  }
  const { subject, text, html, markdown } = result.parts;
  return {
    ...(subject !== undefined && { subject }),
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    ...(markdown !== undefined && { markdown }),
    ...(variant.payload !== undefined && {
      payload: withTexts(variant.payload, result.parts) as Record<string, unknown>,
    }),
  };
}

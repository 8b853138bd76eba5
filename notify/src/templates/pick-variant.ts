import { AppError, type MessageTemplate, type TemplateVariant } from "@belfry/model";

/**
 * The variant for a channel and a language: its own before that for all channels; the language as it is asked for, else the one
 * without its region; without a language the first one.
 */
export function findVariant(
  { variants }: Pick<MessageTemplate, "variants">,
  channel: string,
  language?: string,
): TemplateVariant | undefined {
  const own = variants.filter((variant) => variant.channel === channel);
  const fitting = [...own, ...variants.filter((variant) => variant.channel === "*")];
  if (language === undefined) return fitting[0];
  const wanted = language.toLowerCase();
  const [base] = wanted.split("-");
  return (
    fitting.find((variant) => variant.language.toLowerCase() === wanted) ??
    fitting.find((variant) => variant.language.toLowerCase().split("-")[0] === base)
  );
}

/** @throws AppError REQUEST_INVALID with what there is instead */
export function pickVariant(
  template: Pick<MessageTemplate, "variants"> & { readonly code: string },
  channel: string,
  language?: string,
): TemplateVariant {
  const variant = findVariant(template, channel, language);
  if (variant !== undefined) return variant;
  const shown = template.variants.map((one) => `${one.channel} (${one.language})`).join(", ");
  const isChannel = findVariant(template, channel) === undefined;
  const message = isChannel
    ? `The template ${template.code} has no variant for the channel ${channel}.`
    : `The template ${template.code} has no variant in the language ${language} for the channel ${channel}.`;
  const problem = { path: isChannel ? "channel" : "language", message, remedy: `It has: ${shown}.` };
  throw new AppError("REQUEST_INVALID", { problems: [problem] });
}

import { AppError, type MessageTemplate } from "@belfry/model";
import type { TemplatesDeps } from "./templates-deps.ts";

/**
 * The template with HTML in place of its MJML. That is made when somebody saves it or looks at it, and not with each message:
 * a compiler of thousands of lines has no place on the way of a mail. @throws AppError TEMPLATE_INVALID with each problem
 */
export async function compiledTemplate(
  { compileMjml }: Pick<TemplatesDeps, "compileMjml">,
  template: MessageTemplate,
): Promise<MessageTemplate> {
  const variants = await Promise.all(
    template.variants.map(async (variant, place) => {
      if (variant.mjml === undefined) return variant;
      const path = `variants[${place}].mjml`;
      if (compileMjml === undefined) {
        const message = "MJML is not installed here.";
        const remedy = "Ask an administrator to install the plugin for MJML, or write HTML.";
        throw new AppError("TEMPLATE_INVALID", { problems: [{ path, message, remedy }] });
      }
      const { html, problems } = await compileMjml(variant.mjml);
      if (problems.length > 0) {
        const placed = problems.map(({ message, line }) => ({
          path,
          ...(line !== undefined && { position: { line, column: 1 } }),
          message,
          remedy: "Correct the MJML.",
        }));
        throw new AppError("TEMPLATE_INVALID", { problems: placed });
      }
      return { ...variant, html };
    }),
  );
  return { ...template, variants };
}

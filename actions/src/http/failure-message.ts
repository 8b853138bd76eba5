import type { ActionContext } from "@belfry/plugin-kit";

/**
 * The sentence of a failure: the rule's own template where it has one, else ours. A template that cannot be rendered must
 * not hide what went wrong, so then it is ours too, and the log says why.
 */
export function failureMessage(
  ctx: ActionContext,
  template: string | undefined,
  options: { readonly names: Readonly<Record<string, unknown>>; readonly otherwise: string },
): string {
  if (template === undefined) return options.otherwise;
  try {
    return ctx.rows.template(template)(options.names);
  } catch (error) {
    ctx.log.warn("The template of a failure message cannot be rendered.", {
      template,
      reason: error instanceof Error ? error.message : String(error),
    });
    return options.otherwise;
  }
}

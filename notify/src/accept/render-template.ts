import { AppError, type OutgoingMessage } from "@belfry/model";

/** What is asked of the templates. */
export interface TemplateRequest {
  readonly template: string;
  readonly channel: string;
  /** @default the first language of the template */
  readonly language?: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a template makes of its variables. */
export type RenderedTemplate = Pick<OutgoingMessage, "subject" | "text" | "html" | "markdown" | "payload">;

export interface WrittenTemplate extends RenderedTemplate {
  /** The template at the version that was used, `order-paid@3`: with it the same text can be written again. */
  readonly templateVersion: string;
}

/** Makes content of a template. @throws AppError when there is no such template, or a variable is missing or wrong */
export type RenderTemplate = (request: TemplateRequest) => Promise<WrittenTemplate>;

const WRITTEN = ["text", "html", "markdown"] as const;

/**
 * A message with the content that its template makes; one without a template as it is. A subject that the message brings
 * stands above that of the template.
 * @throws AppError REQUEST_INVALID for a template beside content, and for variables without a template
 */
export async function renderMessage(
  message: OutgoingMessage,
  render: RenderTemplate | undefined,
): Promise<OutgoingMessage & Partial<Pick<WrittenTemplate, "templateVersion">>> {
  const { template, language, variables, ...rest } = message;
  if (template === undefined) {
    if (variables === undefined && language === undefined) return message;
    throw refused("variables", "Variables and a language are for a template.", "Name the template, or leave them out.");
  }
  const both = WRITTEN.find((part) => rest[part] !== undefined);
  if (both !== undefined) {
    throw refused(both, "A message has a template or content of its own.", "Leave one of them out.");
  }
  if (render === undefined) {
    throw refused("template", "This installation has no templates.", "Write the content into the message.");
  }
  const rendered = await render({
    template,
    channel: rest.channel,
    variables: variables ?? {},
    ...(language !== undefined && { language }),
  });
  return {
    ...rest,
    ...rendered,
    ...(rest.subject !== undefined && rest.subject !== "" && { subject: rest.subject }),
    ...(rest.payload !== undefined && { payload: { ...rendered.payload, ...rest.payload } }),
  };
}

function refused(path: string, message: string, remedy: string): AppError {
  return new AppError("REQUEST_INVALID", { problems: [{ path, message, remedy }] });
}

import {
  AppError,
  isAppError,
  joinPath,
  type MessageTemplate,
  type Problem,
  type TemplateVariant,
} from "@belfry/model";
import { bundleVariant, type LoadReferences } from "./template-bundle.ts";
import { STANDARD_NAMES, variableProblems } from "./template-variables.ts";
import { inTemplateThread } from "./thread/template-thread.ts";

/**
 * All that can be known to be wrong with a template before it is saved: texts that cannot be read, names that nobody declares,
 * layouts and partials that are not there. @throws AppError TEMPLATE_INVALID with each problem
 */
export async function checkDocument(load: LoadReferences, template: MessageTemplate): Promise<void> {
  const problems = [...variableProblems(template.variables), ...twins(template)];
  for (const [place, variant] of template.variants.entries()) {
    const path = `variants[${place}]`;
    problems.push(...shapeProblems(template, variant), ...(await textProblems(load, template, variant)));
    problems.splice(0, problems.length, ...problems.map((one) => (one.path.startsWith("~") ? placed(one, path) : one)));
  }
  if (problems.length > 0) throw new AppError("TEMPLATE_INVALID", { problems });
}

function placed(problem: Problem, path: string): Problem {
  const part = problem.path.slice(1);
  return { ...problem, path: part === "" ? path : `${path}.${part}` };
}

function twins({ variants }: MessageTemplate): Problem[] {
  const seen = new Set<string>();
  return variants.flatMap(({ channel, language }, place) => {
    const key = `${channel} ${language.toLowerCase()}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `There are two variants for ${channel} in ${language}.`;
    return [{ path: joinPath("variants", place), message, remedy: "Leave one of them out." }];
  });
}

/** Their paths begin with `~` where that of the variant belongs. */
function shapeProblems({ kind }: MessageTemplate, variant: TemplateVariant): Problem[] {
  const { subject, text, html, mjml, markdown, payload, layout, channel } = variant;
  const problems: Problem[] = [];
  const say = (part: string, message: string, remedy: string) => problems.push({ path: `~${part}`, message, remedy });
  if ([text, html, mjml, markdown, payload].every((part) => part === undefined)) {
    say("", "The variant says nothing.", "Give it a text, HTML, Markdown or a payload.");
  }
  if (kind !== "template" && (subject ?? payload ?? layout) !== undefined) {
    say("", `A ${kind} has no subject, no payload and no layout of its own.`, "Leave them out.");
  }
  if (kind === "template" && channel === "email" && (subject ?? "").trim() === "") {
    say("subject", "A mail has a subject.", "Write one.");
  }
  if (kind === "layout") {
    for (const [part, source] of Object.entries({ text, html, markdown })) {
      if (source === undefined || /\{\{-?\s*content\b/.test(source)) continue;
      say(part, "The layout has no place for what stands inside of it.", "Write {{ content }} there.");
    }
  }
  return problems;
}

async function textProblems(
  load: LoadReferences,
  template: MessageTemplate,
  variant: TemplateVariant,
): Promise<Problem[]> {
  try {
    const { parts, variables } = await bundleVariant(load, template, variant);
    const roots = [...Object.keys(variables), ...STANDARD_NAMES, ...(template.kind === "layout" ? ["content"] : [])];
    const result = await inTemplateThread({ kind: "check", parts, roots });
    return result.ok ? [] : result.problems.map((problem) => ({ ...problem, path: `~${problem.path}` }));
  } catch (error) {
    if (!isAppError(error, "TEMPLATE_INVALID")) throw error;
    return error.problems.map((problem) => ({ ...problem, path: `~${problem.path}` }));
  }
}

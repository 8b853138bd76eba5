import {
  checkTemplate,
  compileTemplate,
  isAppError,
  renderTemplate,
  SafeText,
  threadLimits,
  type Problem,
} from "@belfry/model";
import { inlineCss } from "../html/inline-css.ts";
import { textOfHtml } from "../html/text-of-html.ts";
import type { CheckJob, JobPart, JobResult, RenderJob, TemplateJob } from "./render-job.ts";

/** Reads or writes the parts of one message. What is wrong with them is in the result. */
export function runJob(job: TemplateJob): JobResult {
  return job.kind === "check" ? check(job) : render(job);
}

function check({ parts, roots }: CheckJob): JobResult {
  const problems = parts.flatMap(({ name, source, escape, partials }) =>
    checkTemplate(source, name, { roots, escape, partials }),
  );
  return problems.length === 0 ? { ok: true, parts: {} } : { ok: false, problems };
}

function render(job: RenderJob): JobResult {
  const written: Record<string, string> = {};
  for (const part of job.parts) {
    const text = renderPart(part, job);
    if (typeof text !== "string") return { ok: false, problems: [text] };
    written[part.name] = text;
  }
  const { html } = written;
  if (html !== undefined) {
    written["text"] ??= textOfHtml(html);
    written["html"] = inlineCss(html);
  }
  return { ok: true, parts: written };
}

function renderPart({ name, source, escape, layout, partials }: JobPart, job: RenderJob): string | Problem {
  const options = { path: name, timeZone: job.timeZone, limits: threadLimits };
  try {
    const content = renderTemplate(compileTemplate(source, { escape, partials }), job.values, options);
    if (escape === "header") return content.replace(/\s*[\r\n]+\s*/g, " ").trim();
    if (layout === undefined) return content;
    const inner = escape === "html" || escape === "markdown" ? new SafeText(escape, content) : content;
    return renderTemplate(compileTemplate(layout, { escape, partials }), { ...job.values, content: inner }, options);
  } catch (error) {
    if (isAppError(error, "TEMPLATE_FAILED")) {
      const { message, position } = error.details as { message?: string; position?: Problem["position"] };
      return {
        path: name,
        ...(position !== undefined && { position }),
        message: message ?? error.message,
        remedy: error.remedy,
      };
    }
    const [problem] = isAppError(error, "TEMPLATE_INVALID") ? error.problems : [];
    if (problem === undefined) throw error;
    return { ...problem, path: name };
  }
}

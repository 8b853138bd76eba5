import {
  AppError,
  parseTemplateReference,
  type MessageTemplate,
  type Problem,
  type TemplateVariant,
} from "@belfry/model";
import type { LoadedTemplate } from "../sql/load-templates.ts";
import { findVariant } from "./pick-variant.ts";
import { partialNames, partsOf, type PartGroup, type TemplatePart } from "./template-parts.ts";
import type { JobPart } from "./thread/render-job.ts";

/** A reference by its text: `footer`, `footer@3`. What is not there is not in the answer. */
export type LoadReferences = (references: readonly string[]) => Promise<ReadonlyMap<string, LoadedTemplate>>;

/** All that a variant is written with. */
export interface TemplateBundle {
  readonly parts: readonly JobPart[];
  /** Its own variables and those of its layout. */
  readonly variables: MessageTemplate["variables"];
}

/** Partials in partials in partials end here. */
const MOST_LEVELS = 10;

/**
 * Brings a variant together with its layout and its partials, each in the variant for the same channel and language.
 * @throws AppError TEMPLATE_INVALID when one of them is not there, or has nothing for a part
 */
export async function bundleVariant(
  load: LoadReferences,
  template: MessageTemplate,
  variant: TemplateVariant,
  asked: { readonly channel: string; readonly language: string } = variant,
): Promise<TemplateBundle> {
  const layout = variant.layout === undefined ? undefined : await loadLayout(load, variant.layout, asked);
  const parts = partsOf(variant);
  const around = layout === undefined ? [] : partsOf(layout.variant);
  const partials = await loadPartials(load, [...parts, ...around], asked);
  return {
    variables: { ...layout?.definition.variables, ...template.variables },
    parts: parts.map((part): JobPart => {
      const outer = part.name === "subject" ? undefined : around.find(({ name }) => name === part.name)?.source;
      const { name, source, escape, group } = part;
      return { name, source, escape, partials: partials[group], ...(outer !== undefined && { layout: outer }) };
    }),
  };
}

async function loadLayout(load: LoadReferences, reference: string, asked: { channel: string; language: string }) {
  const loaded = (await load([reference])).get(reference);
  if (loaded === undefined || loaded.definition.kind !== "layout") {
    throw invalid("layout", `There is no layout ${reference}.`, "List the templates of the kind layout.");
  }
  const variant =
    findVariant(loaded.definition, asked.channel, asked.language) ?? findVariant(loaded.definition, asked.channel);
  if (variant !== undefined) return { definition: loaded.definition, variant };
  const message = `The layout ${reference} has no variant for the channel ${asked.channel}.`;
  throw invalid("layout", message, "Write one, or one for all channels.");
}

async function loadPartials(
  load: LoadReferences,
  parts: readonly TemplatePart[],
  asked: { channel: string; language: string },
): Promise<Record<PartGroup, Record<string, string>>> {
  const found: Record<PartGroup, Record<string, string>> = { html: {}, markdown: {}, text: {} };
  let sources = parts.map(({ source }) => source);
  const known = new Set<string>();
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const names = [...new Set(sources.flatMap((source) => partialNames(source)))].filter((name) => !known.has(name));
    if (names.length === 0) break;
    for (const name of names) known.add(name);
    const loaded = await load(names.filter((name) => parseTemplateReference(name) !== undefined));
    sources = names.flatMap((name) => {
      const definition = loaded.get(name)?.definition;
      if (definition?.kind !== "partial") {
        throw invalid("", `There is no partial ${name}.`, "List the templates of the kind partial.");
      }
      const variant = findVariant(definition, asked.channel, asked.language) ?? findVariant(definition, asked.channel);
      const texts = { html: variant?.html, markdown: variant?.markdown ?? variant?.text, text: variant?.text };
      for (const [group, text] of Object.entries(texts)) {
        if (text !== undefined) found[group as PartGroup][name] = text;
      }
      return Object.values(texts).filter((text) => text !== undefined);
    });
  }
  return found;
}

function invalid(path: string, message: string, remedy: string): AppError {
  const problem: Problem = { path, message, remedy };
  return new AppError("TEMPLATE_INVALID", { problems: [problem] });
}

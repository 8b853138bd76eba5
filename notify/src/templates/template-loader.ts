import { AppError, parseTemplateReference } from "@belfry/model";
import type { Store } from "@belfry/store";
import { loadTemplates, type LoadedTemplate } from "../sql/load-templates.ts";
import type { LoadReferences } from "./template-bundle.ts";

export interface TemplateLoader {
  readonly many: LoadReferences;
  /** @throws AppError TEMPLATE_NOT_FOUND, TEMPLATE_VERSION_NOT_FOUND */
  one(reference: string): Promise<LoadedTemplate>;
}

/** Reads templates as they are now. Messages that come together ask once: a thousand with one template are one question. */
export function createTemplateLoader(store: Store): TemplateLoader {
  const asking = new Map<string, Promise<readonly LoadedTemplate[]>>();

  function ask(references: readonly string[]): Promise<readonly LoadedTemplate[]> {
    const key = references.join(" ");
    const known = asking.get(key);
    if (known !== undefined) return known;
    const parsed = references.flatMap((reference) => parseTemplateReference(reference) ?? []);
    const answer = loadTemplates(store, parsed).finally(() => asking.delete(key));
    asking.set(key, answer);
    return answer;
  }

  async function many(references: readonly string[]): Promise<ReadonlyMap<string, LoadedTemplate>> {
    if (references.length === 0) return new Map();
    const rows = await ask(references);
    return new Map(
      references.flatMap((reference) => {
        const wanted = parseTemplateReference(reference);
        const row = rows.find(
          ({ code, version, newest }) => code === wanted?.code && version === (wanted.version ?? newest),
        );
        return row === undefined ? [] : [[reference, row] as const];
      }),
    );
  }

  return {
    many,
    async one(reference) {
      const wanted = parseTemplateReference(reference);
      if (wanted === undefined) throw notFound(reference);
      const found = (await many([reference])).get(reference);
      if (found !== undefined) return found;
      const { code, version } = wanted;
      const newest = version === null ? undefined : (await many([code])).get(code)?.newest;
      if (newest === undefined) throw notFound(code);
      const reason = `The template ${code} has no version ${version}; its newest is ${newest}.`;
      throw new AppError("TEMPLATE_VERSION_NOT_FOUND", { field: "template", template: code, version, reason });
    },
  };
}

function notFound(template: string): AppError {
  const reason = `There is no template "${template.slice(0, 110)}".`;
  return new AppError("TEMPLATE_NOT_FOUND", { field: "template", template, reason });
}

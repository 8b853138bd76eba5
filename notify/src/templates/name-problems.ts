import type { Store } from "@belfry/store";
import { listAccounts } from "../sql/list-accounts.ts";
import { findVariant } from "./pick-variant.ts";
import type { TemplateLoader } from "./template-loader.ts";

/** An account or a template that somebody wants to send with. */
export interface SendingName {
  readonly kind: "account" | "template";
  readonly name: string;
  /** @default any */
  readonly channel?: string;
}

export interface NameProblem {
  readonly message: string;
  readonly remedy: string;
}

/** What is wrong with names, in their order; nothing where a message could be sent with one. */
export async function nameProblems(
  { store, loader }: { readonly store: Store; readonly loader: TemplateLoader },
  names: readonly SendingName[],
): Promise<(NameProblem | undefined)[]> {
  const references = names.flatMap(({ kind, name }) => (kind === "template" ? [name] : []));
  const [accounts, templates, newest] = await Promise.all([
    references.length === names.length ? [] : listAccounts(store),
    loader.many(references),
    loader.many(references.map((reference) => reference.replace(/@\d+$/, ""))),
  ]);

  const templateProblem = ({ name, channel }: SendingName): NameProblem | undefined => {
    const found = templates.get(name);
    if (found === undefined) {
      const [code = name] = name.split("@");
      const last = newest.get(code)?.newest;
      return last === undefined
        ? { message: `There is no template ${code}.`, remedy: "Save it, or correct its name." }
        : {
            message: `The template ${name} does not exist.`,
            remedy: `Name one of its versions up to ${code}@${last}.`,
          };
    }
    const { kind } = found.definition;
    if (kind !== "template") {
      return { message: `${name} is a ${kind}, which makes no messages.`, remedy: "Name a template." };
    }
    if (channel === undefined || findVariant(found.definition, channel) !== undefined) return undefined;
    const shown = found.definition.variants.map((variant) => variant.channel).join(", ");
    const message = `The template ${name} has no variant for the channel ${channel}.`;
    return { message, remedy: `Write one; it has: ${shown}.` };
  };
  const accountProblem = ({ name, channel }: SendingName): NameProblem | undefined => {
    const isThere = accounts.some((one) => one.name === name && (channel === undefined || one.channel === channel));
    if (isThere) return undefined;
    const where = channel === undefined ? "There is" : `The channel ${channel} has`;
    return { message: `${where} no account ${name}.`, remedy: "Set it up, or correct its name." };
  };
  return names.map((one) => (one.kind === "template" ? templateProblem(one) : accountProblem(one)));
}

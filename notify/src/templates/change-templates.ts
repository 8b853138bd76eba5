import { isDeepStrictEqual } from "node:util";
import { AppError, TemplateCode, MessageTemplate, type Actor, type Problem } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { findTemplateUsers } from "../sql/find-template-users.ts";
import { lockTemplate, type LockedTemplate } from "../sql/lock-template.ts";
import { removeTemplate } from "../sql/remove-template.ts";
import { saveTemplateVersion } from "../sql/save-template-version.ts";
import { checkDocument } from "./check-document.ts";
import { compiledTemplate } from "./compiled-template.ts";
import type { TemplateLoader } from "./template-loader.ts";
import type { TemplatesDeps } from "./templates-deps.ts";

/** What a template must be before somebody changes it: one of these revisions, there at all, or not there yet. */
export type TemplatePrecondition = readonly string[] | "exists" | "absent";

export interface TemplateChangeOptions {
  readonly by: Actor;
  /** What you say of the change. @default nothing */
  readonly note?: string;
  /** @default the last one who saves wins */
  readonly expected?: TemplatePrecondition;
}

/** @throws AppError TEMPLATE_INVALID with each problem */
export function readTemplate(code: string, input: unknown): MessageTemplate {
  const problems: Problem[] = [];
  const named = TemplateCode.safeParse(code);
  const parsed = MessageTemplate.safeParse(input);
  for (const [path, result] of [["code", named] as const, ["", parsed] as const]) {
    for (const issue of result.error?.issues ?? []) {
      const message = /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`;
      problems.push({ path: path || pathOf(issue.path), message, remedy: "Correct this value." });
    }
  }
  if (problems.length > 0 || parsed.data === undefined) throw new AppError("TEMPLATE_INVALID", { problems });
  return parsed.data;
}

/**
 * Saves a template as its next version. Saving the same again changes nothing.
 * @throws AppError TEMPLATE_INVALID with each problem, PRECONDITION_FAILED
 */
export async function saveTemplate(
  deps: TemplatesDeps,
  loader: TemplateLoader,
  code: string,
  input: unknown,
  { by, note = "", expected }: TemplateChangeOptions,
): Promise<void> {
  const definition = await compiledTemplate(deps, readTemplate(code, input));
  await checkDocument(loader.many, definition);
  await deps.store.transaction(async (tx) => {
    const locked = await lockTemplate(tx, code);
    checkPrecondition(code, locked, expected);
    const before = locked?.isRemoved === false ? locked.definition : undefined;
    if (isDeepStrictEqual(before, definition)) return;
    const version = (locked?.version ?? 0) + 1;
    const saved = await saveTemplateVersion(tx, { code, version, definition, note, by: by.name });
    if (saved === undefined) {
      const reason = `Somebody else saved the template "${code}" at the same moment.`;
      throw new AppError("PRECONDITION_FAILED", { template: code, reason });
    }
    await record(deps, tx, by, code, "save", { before, after: definition, detail: { version } });
  });
}

/** @throws AppError TEMPLATE_NOT_FOUND; TEMPLATE_IN_USE with the templates that name it; PRECONDITION_FAILED */
export async function dropTemplate(
  deps: TemplatesDeps,
  code: string,
  { by, expected }: TemplateChangeOptions,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const locked = await lockTemplate(tx, code);
    if (locked === undefined || locked.isRemoved) {
      throw new AppError("TEMPLATE_NOT_FOUND", { template: code, reason: `There is no template "${code}".` });
    }
    checkPrecondition(code, locked, expected);
    const users = await findTemplateUsers(tx, code);
    if (users.length > 0) {
      throw new AppError("TEMPLATE_IN_USE", { template: code, reason: `It is used by ${users.join(", ")}.` });
    }
    await removeTemplate(tx, locked.id, by.name);
    await record(deps, tx, by, code, "remove", { before: locked.definition });
  });
}

export function revisionOf(version: number): string {
  return `v${version}`;
}

function checkPrecondition(
  code: string,
  locked: LockedTemplate | undefined,
  expected: TemplatePrecondition | undefined,
): void {
  if (expected === undefined) return;
  if (locked === undefined || locked.isRemoved) {
    if (expected === "absent") return;
    throw new AppError("PRECONDITION_FAILED", { template: code, reason: `There is no template "${code}".` });
  }
  const revision = revisionOf(locked.version);
  if (expected === "exists" || (expected !== "absent" && expected.includes(revision))) return;
  const reason = `The template "${code}" was saved by ${locked.updatedBy} and is at revision ${revision} now.`;
  throw new AppError("PRECONDITION_FAILED", { template: code, revision, reason });
}

async function record(
  { audit }: TemplatesDeps,
  tx: Tx,
  by: Actor,
  code: string,
  verb: "save" | "remove",
  change: { readonly before?: MessageTemplate | undefined; readonly after?: MessageTemplate; readonly detail?: object },
): Promise<void> {
  const { before, after, detail } = change;
  await audit?.(tx, {
    by,
    action: `templates.${verb}`,
    subject: { kind: "template", id: code },
    outcome: "done",
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(detail !== undefined && { detail: { ...detail } }),
  });
}

/** `["variants", 0, "html"]` → `variants[0].html`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

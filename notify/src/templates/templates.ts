import type { MessageTemplate, Scope } from "@belfry/model";
import type { TemplateRequest, WrittenTemplate } from "../accept/render-template.ts";
import { createChannelLookup } from "../channel-registry.ts";
import { isTemplateInScope } from "../sql/is-template-in-scope.ts";
import { listTemplateVersions, type TemplateVersionRow } from "../sql/list-template-versions.ts";
import { listTemplates, type TemplateFilter, type TemplateRow } from "../sql/list-templates.ts";
import type { LoadedTemplate } from "../sql/load-templates.ts";
import { readClock } from "../sql/read-clock.ts";
import {
  dropTemplate,
  readTemplate,
  revisionOf,
  saveTemplate,
  type TemplateChangeOptions,
} from "./change-templates.ts";
import { checkDocument } from "./check-document.ts";
import { compiledTemplate } from "./compiled-template.ts";
import { nameProblems, type NameProblem, type SendingName } from "./name-problems.ts";
import { previewOn, type ChannelPreview } from "./preview-template.ts";
import { writeMessage } from "./render-message.ts";
import { templateDifference, type TemplateChange } from "./template-difference.ts";
import { createTemplateLoader } from "./template-loader.ts";
import type { TemplatesDeps } from "./templates-deps.ts";
import { withExamples } from "./template-variables.ts";

/** A template at one of its versions. */
export interface TemplateView {
  readonly code: string;
  readonly version: number;
  readonly definition: MessageTemplate;
  readonly note: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Whether it is the newest one. */
  readonly current: boolean;
  /** Of the newest version. Send it as `If-Match`. */
  readonly revision: string;
}

export interface PreviewRequest {
  readonly channel: string;
  readonly language?: string;
  /** What is left out is as in the examples. @default none */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** A template that is not saved, or not yet. @default the saved one */
  readonly draft?: unknown;
  /** @default the newest */
  readonly version?: number;
}

/** Texts of messages: what people save, and what messages are written with. */
export interface Templates {
  /** By their codes. */
  listTemplates(filter?: TemplateFilter): Promise<TemplateRow[]>;
  /** @throws AppError TEMPLATE_NOT_FOUND, TEMPLATE_VERSION_NOT_FOUND */
  getTemplate(code: string, version?: number): Promise<TemplateView>;
  /** Saves the next version; the same again changes nothing. @throws AppError TEMPLATE_INVALID, PRECONDITION_FAILED */
  saveTemplate(code: string, input: unknown, options: TemplateChangeOptions): Promise<TemplateView>;
  /** Saves what a version says as the next one. @throws AppError like `getTemplate` and `saveTemplate` */
  restoreTemplate(code: string, version: number, options: TemplateChangeOptions): Promise<TemplateView>;
  /** @throws AppError TEMPLATE_NOT_FOUND, TEMPLATE_IN_USE, PRECONDITION_FAILED */
  removeTemplate(code: string, options: TemplateChangeOptions): Promise<void>;
  /** Newest first. @throws AppError TEMPLATE_NOT_FOUND */
  listTemplateVersions(
    code: string,
    page?: { readonly before?: number | undefined; readonly limit?: number | undefined },
  ): Promise<TemplateVersionRow[]>;
  /** @param from 0 is an empty template @default the version before @throws AppError like `getTemplate` */
  diffTemplate(
    code: string,
    to: number,
    from?: number,
  ): Promise<{ readonly from: number; readonly to: number; readonly changes: readonly TemplateChange[] }>;
  /** What it becomes on a channel. @throws AppError CHANNEL_NOT_FOUND, TEMPLATE_INVALID, and like `renderTemplate` */
  previewTemplate(code: string, request: PreviewRequest): Promise<ChannelPreview>;
  /** What a message brings, with the examples for what it leaves out. @throws AppError like `getTemplate` */
  exampleVariables(
    code: string,
    variables: Readonly<Record<string, unknown>>,
    version?: number,
  ): Promise<Readonly<Record<string, unknown>>>;
  isTemplateInScope(code: string, scope: Scope | null): Promise<boolean>;
  /** What is wrong with accounts and templates that somebody wants to send with, in their order; nothing where all is well. */
  nameProblems(names: readonly SendingName[]): Promise<(NameProblem | undefined)[]>;
  /** For `NotifyDeps.renderTemplate`. @throws AppError see `writeMessage` */
  renderTemplate(request: TemplateRequest): Promise<WrittenTemplate>;
}

export function createTemplates(deps: TemplatesDeps): Templates {
  const { store, timeZone } = deps;
  const loader = createTemplateLoader(store);
  const channelOf = createChannelLookup(deps.channels);
  const getTemplate: Templates["getTemplate"] = async (code, version) =>
    viewOf(await loader.one(version === undefined ? code : `${code}@${version}`));

  return {
    listTemplates: (filter) => listTemplates(store, filter),
    getTemplate,
    async saveTemplate(code, input, options) {
      await saveTemplate(deps, loader, code, input, options);
      return getTemplate(code);
    },
    async restoreTemplate(code, version, options) {
      const { definition } = await getTemplate(code, version);
      const note = options.note ?? `Restored from version ${version}.`;
      await saveTemplate(deps, loader, code, definition, { ...options, note });
      return getTemplate(code);
    },
    removeTemplate: (code, options) => dropTemplate(deps, code, options),
    async listTemplateVersions(code, page) {
      const rows = await listTemplateVersions(store, code, page);
      if (rows.length === 0) await loader.one(code);
      return rows;
    },
    async diffTemplate(code, to, from = to - 1) {
      const after = await getTemplate(code, to);
      const before = from === 0 ? undefined : await getTemplate(code, from);
      return { from, to, changes: templateDifference(before?.definition, after.definition) };
    },
    async previewTemplate(code, { channel, draft, version, ...asked }) {
      const definition = channelOf(channel);
      const now = await readClock(store);
      const template =
        draft === undefined
          ? (await getTemplate(code, version)).definition
          : await compiledTemplate(deps, readTemplate(code, draft));
      if (draft !== undefined) await checkDocument(loader.many, template);
      return previewOn(loader, { ...template, code }, definition, { variables: {}, ...asked, now, timeZone });
    },
    exampleVariables: async (code, variables, version) =>
      withExamples((await getTemplate(code, version)).definition.variables, variables),
    isTemplateInScope: (code, scope) => isTemplateInScope(store, code, scope),
    nameProblems: (names) => nameProblems({ store, loader }, names),
    renderTemplate: (request) => writeMessage(loader, request, timeZone),
  };
}

function viewOf(loaded: LoadedTemplate): TemplateView {
  const { code, version, newest, definition, note, createdAt, createdBy } = loaded;
  return {
    code,
    version,
    definition,
    note,
    createdAt,
    createdBy,
    current: version === newest,
    revision: revisionOf(newest),
  };
}

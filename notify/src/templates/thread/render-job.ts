import type { Problem, TemplateEscape } from "@belfry/model";

/** What the thread for templates is handed; all of it is JSON. */
export type TemplateJob = RenderJob | CheckJob;

export interface JobPart {
  /** `subject`, `html`, `payload.data.thing1.value`. */
  readonly name: string;
  readonly source: string;
  readonly escape: TemplateEscape;
  /** The layout around it, where `{{ content }}` stands. */
  readonly layout?: string;
  /** Texts that it may write, by name. */
  readonly partials: Readonly<Record<string, string>>;
}

export interface RenderJob {
  readonly kind: "render";
  readonly parts: readonly JobPart[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly timeZone: string;
}

export interface CheckJob {
  readonly kind: "check";
  readonly parts: readonly JobPart[];
  /** The names that exist. */
  readonly roots: readonly string[];
}

export type JobResult =
  | { readonly ok: true; readonly parts: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

import type { Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { previewEnable, type EnablePreview } from "./enable-preview.ts";
import { hindrancesOf } from "./hindrances.ts";
import { exportRules, type ExportedRules, type ExportOptions } from "./export/export-rules.ts";
import { importBundle } from "./import/import-bundle.ts";
import type { ImportOptions, ImportResult, RuleBundle } from "./import/import-item.ts";
import { listFolders, type RuleFolderView } from "./folders.ts";
import type { RulePart } from "./rule-part.ts";
import { removeRule, type RemoveOutcome } from "./remove-rule.ts";
import type { SaveOptions } from "./save-rule.ts";
import type { StatusOptions } from "./set-rule-status.ts";
import {
  diffVersions,
  getVersion,
  listVersions,
  type RuleDifference,
  type RuleVersion,
  type RuleVersionDetail,
} from "./versions.ts";
import type { RuleView } from "../views/rule-view.ts";
import { unarchiveRule } from "./unarchive-rule.ts";

const PREVIEWED_TIMES = 10;

/** What the engine answers about the life of rules: their versions, their folders, and how they begin and end. */
export interface LifeCyclePart {
  /** Newest first. @throws AppError RULE_NOT_FOUND */
  listRuleVersions(slug: string, page: { readonly before?: number; readonly limit: number }): Promise<RuleVersion[]>;
  /** @throws AppError RULE_NOT_FOUND, RULE_VERSION_NOT_FOUND */
  getRuleVersion(slug: string, version: number): Promise<RuleVersionDetail>;
  /**
   * What changed up to a version. @param from version 0 is an empty rule @default the version before
   * @throws AppError RULE_NOT_FOUND, RULE_VERSION_NOT_FOUND
   */
  diffRuleVersions(slug: string, to: number, from?: number): Promise<RuleDifference>;
  /**
   * Saves what a version says as the next version; everything that holds for a save holds here.
   * @throws AppError RULE_NOT_FOUND, RULE_VERSION_NOT_FOUND, and whatever `saveRule` refuses
   */
  restoreRuleVersion(slug: string, version: number, options: SaveOptions): ReturnType<RulePart["saveRule"]>;

  /** Brings an archived rule back, disabled; any other stays as it is. @throws AppError RULE_NOT_FOUND, PRECONDITION_FAILED */
  unarchiveRule(slug: string, options: StatusOptions): Promise<RuleView>;
  /** Removes a rule that never did anything, and archives any other. @throws AppError RULE_NOT_FOUND, PRECONDITION_FAILED */
  removeRule(slug: string, options: StatusOptions): Promise<RemoveOutcome>;
  /** What happens when a rule is enabled: when it fires, what it waits for, what hinders it. @throws AppError RULE_NOT_FOUND */
  previewEnable(slug: string): Promise<EnablePreview>;

  /**
   * Saves rules with the calendars and variables they need, all of it or nothing; or says what would happen.
   * @throws AppError RULE_IMPORT_REFUSED with everything that is wrong, unless it is a trial; REQUEST_INVALID
   */
  importRules(bundle: RuleBundle, options: ImportOptions): Promise<ImportResult>;
  /** Rules with the calendars and variables they need, and the names of the secrets. @throws AppError RULE_NOT_FOUND, REQUEST_INVALID */
  exportRules(options: ExportOptions): Promise<ExportedRules>;

  /** The folders of the rules that are not archived, each after the one it lies in. */
  listRuleFolders(scope: Scope | null): Promise<RuleFolderView[]>;
}

export function createLifeCyclePart(core: EngineCore, rules: RulePart): LifeCyclePart {
  const { store, bus, hooks, calendars } = core;
  const { secretNames, sendingNames } = hooks;
  return {
    listRuleVersions: (slug, page) => listVersions(store, slug, page),
    getRuleVersion: (slug, version) => getVersion(store, slug, version),
    diffRuleVersions: (slug, to, from) => diffVersions(store, slug, to, from),
    async unarchiveRule(slug, options) {
      await unarchiveRule(core, slug, options);
      return rules.getRule(slug);
    },
    async removeRule(slug, options) {
      const removed = await removeRule(core, slug, options);
      bus.tell("slots");
      return removed;
    },
    async previewEnable(slug) {
      const [{ definition, warnings }, next] = await Promise.all([
        rules.getRule(slug),
        rules.nextFireTimes(slug, PREVIEWED_TIMES),
      ]);
      const hindrances = await hindrancesOf({ ...core, secretNames, sendingNames }, definition);
      // What hinders it is not told a second time as a warning.
      const told = new Set(hindrances.map(({ path, message }) => `${path} ${message}`));
      const further = warnings.filter(({ path, message }) => !told.has(`${path} ${message}`));
      return previewEnable(core, slug, { hindrances, warnings: further, next });
    },
    async importRules(bundle, options) {
      const deps = { ...core, secretNames, sendingNames, timeZone: core.services.timeZone };
      const result = await importBundle(deps, bundle, options);
      if (!result.applied) return result;
      calendars.forget();
      core.rules.forgetVariables();
      bus.tell("config");
      bus.tell("slots");
      return result;
    },
    exportRules: (options) => exportRules(core, options),
    listRuleFolders: (scope) => listFolders(store, scope),
    async restoreRuleVersion(slug, version, options) {
      const { definition } = await getVersion(store, slug, version);
      return rules.saveRule(definition, { note: `Restored from version ${version}.`, ...options });
    },
  };
}

import type { EngineCore } from "../engine-core.ts";
import type { RulePart } from "./rule-part.ts";
import type { SaveOptions } from "./save-rule.ts";
import {
  diffVersions,
  getVersion,
  listVersions,
  type RuleDifference,
  type RuleVersion,
  type RuleVersionDetail,
} from "./versions.ts";

/** What the engine answers about the life of rules: their versions. */
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
}

export function createLifeCyclePart({ store }: EngineCore, { saveRule }: Pick<RulePart, "saveRule">): LifeCyclePart {
  return {
    listRuleVersions: (slug, page) => listVersions(store, slug, page),
    getRuleVersion: (slug, version) => getVersion(store, slug, version),
    diffRuleVersions: (slug, to, from) => diffVersions(store, slug, to, from),
    async restoreRuleVersion(slug, version, options) {
      const { definition } = await getVersion(store, slug, version);
      return saveRule(definition, { note: `Restored from version ${version}.`, ...options });
    },
  };
}

import type { Route } from "../../contract/define-route.ts";
import { archiveRule } from "./archive-rule.ts";
import { checkRule } from "./check-rule.ts";
import { diffVersions } from "./diff-versions.ts";
import { disableRule } from "./disable-rule.ts";
import { dryRunRule } from "./dry-run-rule.ts";
import { enablePreview } from "./enable-preview.ts";
import { enableRule } from "./enable-rule.ts";
import { explainRule } from "./explain-rule.ts";
import { exportRule } from "./export-rule.ts";
import { exportRules } from "./export-rules.ts";
import { exportSlots } from "./export-slots.ts";
import { getRule } from "./get-rule.ts";
import { getVersion } from "./get-version.ts";
import { importRules } from "./import-rules.ts";
import { listFolders } from "./list-folders.ts";
import { listRules } from "./list-rules.ts";
import { listSlots } from "./list-slots.ts";
import { listVersions } from "./list-versions.ts";
import { nextFireTimes } from "./next-fire-times.ts";
import { previewEdited } from "./preview-edited.ts";
import { reconcileSlots } from "./reconcile-slots.ts";
import { removeRule } from "./remove-rule.ts";
import { restoreVersion } from "./restore-version.ts";
import { saveRule } from "./save-rule.ts";
import { slotDays } from "./slot-days.ts";
import { triggerRule } from "./trigger-rule.ts";
import { unarchiveRule } from "./unarchive-rule.ts";
import { whatIf } from "./what-if.ts";

/** Rules, their versions, and what is asked about them; in the order of the documentation. */
export const ruleRoutes: readonly Route[] = [
  listRules,
  listFolders,
  exportRules,
  importRules,
  checkRule,
  getRule,
  saveRule,
  enableRule,
  disableRule,
  archiveRule,
  unarchiveRule,
  removeRule,
  enablePreview,
  exportRule,
  listVersions,
  getVersion,
  diffVersions,
  restoreVersion,
  triggerRule,
  dryRunRule,
  nextFireTimes,
  explainRule,
  previewEdited,
  whatIf,
  listSlots,
  slotDays,
  exportSlots,
  reconcileSlots,
];

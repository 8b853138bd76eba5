import { addAlertsList } from "../commands/alerts.ts";
import {
  addCalendarsApply,
  addCalendarsList,
  addCalendarsParseNotice,
  addCalendarsRemove,
  addCalendarsShow,
} from "../commands/calendars.ts";
import { addExecutionsCancel, addExecutionsRetry } from "../commands/executions-change.ts";
import { addExecutionsList } from "../commands/executions-list.ts";
import { addExecutionsShow } from "../commands/executions-show.ts";
import {
  addFailuresDismiss,
  addFailuresJobs,
  addFailuresList,
  addFailuresRedrive,
  addFailuresShow,
} from "../commands/failures.ts";
import { addImportDorm } from "../commands/import-dorm.ts";
import { addImportPlatformConfig } from "../commands/import-platform-config.ts";
import {
  addRecordsCreate,
  addRecordsList,
  addRecordsRemove,
  addRecordsTables,
  addRecordsWrite,
} from "../commands/records.ts";
import { addRulesApply } from "../commands/rules-apply.ts";
import { addRulesDiff } from "../commands/rules-diff.ts";
import { addRulesDryRun } from "../commands/rules-dry-run.ts";
import { addRulesExport } from "../commands/rules-export.ts";
import { addRulesFolders } from "../commands/rules-folders.ts";
import { addRulesImport } from "../commands/rules-import.ts";
import { addRulesList } from "../commands/rules-list.ts";
import { addRulesNext } from "../commands/rules-next.ts";
import { addRulesPreview } from "../commands/rules-preview.ts";
import { addRulesReconcile } from "../commands/rules-reconcile.ts";
import { addRulesRemove } from "../commands/rules-remove.ts";
import { addRulesRun } from "../commands/rules-run.ts";
import { addRulesShow } from "../commands/rules-show.ts";
import { addRulesSlots } from "../commands/rules-slots.ts";
import { addRulesStatus } from "../commands/rules-status.ts";
import { addRulesTestCondition } from "../commands/rules-test-condition.ts";
import { addRulesCompare, addRulesRestore, addRulesVersions } from "../commands/rules-versions.ts";
import { addRulesWhatIf } from "../commands/rules-what-if.ts";
import { addVariablesApply, addVariablesList, addVariablesRemove } from "../commands/variables.ts";
import type { CommandGroup } from "./command-group.ts";

/** Rules and what became of them. */
export const ruleGroups: readonly CommandGroup[] = [
  {
    name: "rules",
    description: "save, look at and run rules",
    commands: [
      addRulesApply,
      addRulesDiff,
      addRulesList,
      addRulesFolders,
      addRulesShow,
      addRulesPreview,
      addRulesStatus,
      addRulesRemove,
      addRulesVersions,
      addRulesCompare,
      addRulesRestore,
      addRulesExport,
      addRulesImport,
      addRulesRun,
      addRulesDryRun,
      addRulesNext,
      addRulesSlots,
      addRulesReconcile,
      addRulesTestCondition,
      addRulesWhatIf,
    ],
  },
  {
    name: "executions",
    description: "look at, cancel and retry executions",
    commands: [addExecutionsList, addExecutionsShow, addExecutionsCancel, addExecutionsRetry],
  },
  {
    name: "failures",
    description: "executions that finally failed, by their reasons: retry or close many of them",
    commands: [addFailuresList, addFailuresShow, addFailuresRedrive, addFailuresDismiss, addFailuresJobs],
  },
  {
    name: "alerts",
    description: "what is wrong, and what was",
    commands: [addAlertsList],
  },
  {
    name: "calendars",
    description: "which days are worked on",
    commands: [addCalendarsList, addCalendarsShow, addCalendarsApply, addCalendarsRemove, addCalendarsParseNotice],
  },
  {
    name: "records",
    description: "tables of records that rules read and write",
    commands: [addRecordsTables, addRecordsCreate, addRecordsList, addRecordsWrite, addRecordsRemove],
  },
  {
    name: "variables",
    description: "values that every rule reads",
    commands: [addVariablesApply, addVariablesList, addVariablesRemove],
  },
  {
    name: "import",
    description: "take over the configuration of another program",
    commands: [addImportDorm, addImportPlatformConfig],
  },
];

import { Command, CommanderError } from "commander";
import {
  addAccountsApply,
  addAccountsList,
  addAccountsRemove,
  addAccountsReceiptAddress,
  addAccountsResume,
  addAccountsTest,
} from "./commands/accounts.ts";
import { addAccountsRoute } from "./commands/accounts-route.ts";
import { addApprovalsDecide, addApprovalsList, addApprovalsShow } from "./commands/approvals.ts";
import { addAuditExport, addAuditList, addAuditVerify } from "./commands/audit.ts";
import {
  addRecordsCreate,
  addRecordsList,
  addRecordsRemove,
  addRecordsTables,
  addRecordsWrite,
} from "./commands/records.ts";
import {
  addTemplatesCompare,
  addTemplatesList,
  addTemplatesPreview,
  addTemplatesRemove,
  addTemplatesRestore,
  addTemplatesSave,
  addTemplatesShow,
  addTemplatesVersions,
} from "./commands/templates.ts";
import {
  addCalendarsApply,
  addCalendarsList,
  addCalendarsParseNotice,
  addCalendarsRemove,
  addCalendarsShow,
} from "./commands/calendars.ts";
import {
  addCallbacksEvents,
  addCallbacksList,
  addCallbacksRemove,
  addCallbacksReplay,
  addCallbacksSet,
  addCallbacksVerify,
} from "./commands/callbacks.ts";
import { addMessagesStatistics } from "./commands/messages-statistics.ts";
import { addMessagesWhy } from "./commands/messages-why.ts";
import type { AddCommand } from "./commands/command.ts";
import { addBreakersClose, addBreakersList, addBreakersOpen } from "./commands/breakers.ts";
import { addConnectionsAdd, addConnectionsList, addConnectionsRemove } from "./commands/connections.ts";
import { addDemo } from "./commands/demo.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addDeadLettersDismiss, addDeadLettersList, addDeadLettersReplay } from "./commands/dead-letters.ts";
import { addEventsList, addEventsReplay, addEventsSend, addEventsShow } from "./commands/events.ts";
import { addLimitsList, addLimitsRemove, addLimitsSet } from "./commands/limits.ts";
import { addExplain } from "./commands/explain.ts";
import { addAlertsList } from "./commands/alerts.ts";
import { addExecutionsCancel, addExecutionsRetry } from "./commands/executions-change.ts";
import {
  addFailuresDismiss,
  addFailuresJobs,
  addFailuresList,
  addFailuresRedrive,
  addFailuresShow,
} from "./commands/failures.ts";
import { addExecutionsList } from "./commands/executions-list.ts";
import { addExecutionsShow } from "./commands/executions-show.ts";
import { addFeedsList } from "./commands/feeds.ts";
import {
  addMessagesCancel,
  addMessagesList,
  addMessagesRetry,
  addMessagesSend,
  addMessagesShow,
} from "./commands/messages.ts";
import { addNodesDrain, addNodesList, addNodesResume } from "./commands/nodes.ts";
import { addImportDorm } from "./commands/import-dorm.ts";
import { addKeysCreate, addKeysList, addKeysRevoke, addKeysRotate } from "./commands/keys.ts";
import { addLogs } from "./commands/logs.ts";
import { addPersonalDataErase, addPersonalDataExport } from "./commands/personal-data.ts";
import {
  addPoliciesApply,
  addPoliciesList,
  addPoliciesRemove,
  addSuppressionsAdd,
  addSuppressionsList,
  addSuppressionsRemove,
} from "./commands/policies.ts";
import { addRestart } from "./commands/restart.ts";
import { addRolesList } from "./commands/roles.ts";
import { addRulesApply } from "./commands/rules-apply.ts";
import { addRulesDiff } from "./commands/rules-diff.ts";
import { addRulesExport } from "./commands/rules-export.ts";
import { addRulesFolders } from "./commands/rules-folders.ts";
import { addRulesImport } from "./commands/rules-import.ts";
import { addRulesList } from "./commands/rules-list.ts";
import { addRulesNext } from "./commands/rules-next.ts";
import { addRulesPreview } from "./commands/rules-preview.ts";
import { addRulesReconcile } from "./commands/rules-reconcile.ts";
import { addRulesRemove } from "./commands/rules-remove.ts";
import { addRulesDryRun } from "./commands/rules-dry-run.ts";
import { addRulesRun } from "./commands/rules-run.ts";
import { addRulesShow } from "./commands/rules-show.ts";
import { addRulesSlots } from "./commands/rules-slots.ts";
import { addRulesStatus } from "./commands/rules-status.ts";
import { addRulesTestCondition } from "./commands/rules-test-condition.ts";
import { addRulesCompare, addRulesRestore, addRulesVersions } from "./commands/rules-versions.ts";
import { addRulesWhatIf } from "./commands/rules-what-if.ts";
import { addSecretsList, addSecretsRemove, addSecretsSet } from "./commands/secrets.ts";
import { addSettingsSet, addSettingsShow } from "./commands/settings.ts";
import { addStart } from "./commands/start.ts";
import { addStatistics } from "./commands/statistics.ts";
import { addStatus } from "./commands/status.ts";
import { addStop } from "./commands/stop.ts";
import {
  addUsersAdd,
  addUsersList,
  addUsersRemove,
  addUsersResetPassword,
  addUsersSet,
  addUsersUnlock,
} from "./commands/users.ts";
import { addVariablesApply, addVariablesList, addVariablesRemove } from "./commands/variables.ts";
import { addVaultRotate } from "./commands/vault.ts";
import { ExitCode } from "./errors/exit-code.ts";
import type { CliHost } from "./host.ts";
import { reportError } from "./errors/report-error.ts";
import { version } from "./version.ts";

const exitCodes = `
Exit codes:
  0  done
  1  it did not work
  2  the command line is wrong
  3  Belfry, or its database, does not answer
  4  there is no such rule, execution, secret, …
  5  Belfry refused it: it is invalid, or not possible now
  6  no token, an unknown one, or one that may not do this`;

const nouns: readonly {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly AddCommand[];
}[] = [
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
    name: "templates",
    description: "texts of messages, with their versions",
    commands: [
      addTemplatesList,
      addTemplatesShow,
      addTemplatesSave,
      addTemplatesPreview,
      addTemplatesVersions,
      addTemplatesCompare,
      addTemplatesRestore,
      addTemplatesRemove,
    ],
  },
  {
    name: "events",
    description: "look at what came in, send events and look at them again",
    commands: [addEventsList, addEventsShow, addEventsSend, addEventsReplay],
  },
  {
    name: "dead-letters",
    description: "what came in as an event and could not be read",
    commands: [addDeadLettersList, addDeadLettersReplay, addDeadLettersDismiss],
  },
  {
    name: "feeds",
    description: "the triggers that take events from elsewhere",
    commands: [addFeedsList],
  },
  {
    name: "breakers",
    description: "connections that do not answer: what is parked for them, and parking by hand",
    commands: [addBreakersList, addBreakersOpen, addBreakersClose],
  },
  {
    name: "nodes",
    description: "the processes that take part: their load, and letting one take nothing new",
    commands: [addNodesList, addNodesDrain, addNodesResume],
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
    name: "secrets",
    description: "passwords and tokens in the vault",
    commands: [addSecretsSet, addSecretsList, addSecretsRemove],
  },
  {
    name: "accounts",
    description: "sending accounts of the channels",
    commands: [
      addAccountsList,
      addAccountsApply,
      addAccountsTest,
      addAccountsRoute,
      addAccountsReceiptAddress,
      addAccountsResume,
      addAccountsRemove,
    ],
  },
  {
    name: "messages",
    description: "send messages, and see what became of every recipient",
    commands: [
      addMessagesSend,
      addMessagesList,
      addMessagesShow,
      addMessagesCancel,
      addMessagesRetry,
      addMessagesWhy,
      addMessagesStatistics,
    ],
  },
  {
    name: "callbacks",
    description: "where other systems are told what became of messages",
    commands: [
      addCallbacksList,
      addCallbacksSet,
      addCallbacksVerify,
      addCallbacksEvents,
      addCallbacksReplay,
      addCallbacksRemove,
    ],
  },
  {
    name: "policies",
    description: "quiet hours, frequency caps and what messages may hold",
    commands: [addPoliciesList, addPoliciesApply, addPoliciesRemove],
  },
  {
    name: "suppressions",
    description: "who is not sent to any more",
    commands: [addSuppressionsList, addSuppressionsAdd, addSuppressionsRemove],
  },
  {
    name: "approvals",
    description: "what waits for a second person",
    commands: [addApprovalsList, addApprovalsShow, addApprovalsDecide],
  },
  {
    name: "settings",
    description: "settings of the installation",
    commands: [addSettingsShow, addSettingsSet],
  },
  {
    name: "personal-data",
    description: "what is kept about a person",
    commands: [addPersonalDataExport, addPersonalDataErase],
  },
  {
    name: "audit",
    description: "who did what, and whether that is still what was written",
    commands: [addAuditList, addAuditVerify, addAuditExport],
  },
  {
    name: "connections",
    description: "hosts of the own network that rules and channels may call",
    commands: [addConnectionsList, addConnectionsAdd, addConnectionsRemove],
  },
  {
    name: "limits",
    description: "how much of a label works at once, and how often a connection is called",
    commands: [addLimitsList, addLimitsSet, addLimitsRemove],
  },
  {
    name: "users",
    description: "people who may sign in",
    commands: [addUsersList, addUsersAdd, addUsersSet, addUsersResetPassword, addUsersUnlock, addUsersRemove],
  },
  { name: "roles", description: "what people may do", commands: [addRolesList] },
  {
    name: "keys",
    description: "API keys of programs",
    commands: [addKeysList, addKeysCreate, addKeysRotate, addKeysRevoke],
  },
  { name: "vault", description: "the master key that secrets are sealed with", commands: [addVaultRotate] },
  { name: "import", description: "take over the configuration of another program", commands: [addImportDorm] },
];

/** The command line as a tree of commands. */
export function createProgram(host: CliHost): Command {
  const program = new Command("belfry")
    .description("Belfry (钟楼): self-hosted automation and notification.")
    .version(version)
    .option("--data-dir <folder>", "the data folder (default ~/.belfry, or BELFRY_DATA_DIR)")
    .option("--url <address>", "where Belfry is (default: the one of the data folder, or BELFRY_URL)")
    .option("--token <token>", "an API token (default: the one in the data folder, or BELFRY_TOKEN)")
    .option("--json", "print the result as JSON, errors too")
    .addHelpText("after", exitCodes)
    .showHelpAfterError("(belfry --help lists the commands)")
    .configureOutput({ writeOut: (text) => host.stdout.write(text), writeErr: (text) => host.stderr.write(text) })
    .exitOverride();
  for (const add of [addStart, addStop, addStatus, addRestart]) add(program, host);
  for (const { name, description, commands } of nouns) {
    const noun = program.command(name).description(description);
    for (const add of commands) add(noun, host);
  }
  for (const add of [addExplain, addStatistics, addLogs, addDoctor, addDemo]) add(program, host);
  return program;
}

/** Runs one command line and returns its exit code; what goes wrong is told on standard error. */
export async function runCommandLine(argv: readonly string[], host: Omit<CliHost, "exitWith">): Promise<number> {
  let exitCode: number = ExitCode.ok;
  const exitWith = (code: number) => {
    exitCode = code;
  };
  try {
    await createProgram({ ...host, exitWith }).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    // Help and version end this way too, with 0; commander has printed what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
    return reportError(error, { json: argv.includes("--json"), stderr: host.stderr });
  }
}

import { administration } from "./en/administration.ts";
import { approvals } from "./en/approvals.ts";
import { audit } from "./en/audit.ts";
import { calendars } from "./en/calendars.ts";
import { callbacks } from "./en/callbacks.ts";
import { channels } from "./en/channels.ts";
import { common } from "./en/common.ts";
import { conditions } from "./en/conditions.ts";
import { dryRun } from "./en/dry-run.ts";
import { enabling } from "./en/enabling.ts";
import { events } from "./en/events.ts";
import { executions } from "./en/executions.ts";
import { explain } from "./en/explain.ts";
import { grids } from "./en/grids.ts";
import { incentives } from "./en/incentives.ts";
import { messageStatistics } from "./en/message-statistics.ts";
import { messages } from "./en/messages.ts";
import { notices } from "./en/notices.ts";
import { people } from "./en/people.ts";
import { policies } from "./en/policies.ts";
import { problem } from "./en/problem.ts";
import { ruleEditor } from "./en/rule-editor.ts";
import { rules } from "./en/rules.ts";
import { sandbox } from "./en/sandbox.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { statistics } from "./en/statistics.ts";
import { suppressions } from "./en/suppressions.ts";
import { templates } from "./en/templates.ts";
import { variables } from "./en/variables.ts";
import { watching } from "./en/watching.ts";
import { whatIf } from "./en/what-if.ts";
import { why } from "./en/why.ts";
import type { Translation } from "./translation.ts";

export const en = {
  product: "Belfry",
  ...administration,
  approvals,
  audit,
  calendars,
  callbacks,
  channels,
  ...common,
  conditions,
  dryRun,
  enabling,
  events,
  ...executions,
  explain,
  grids,
  incentives,
  messageStatistics,
  messages,
  notices,
  ...people,
  policies,
  problem,
  ruleEditor,
  ...rules,
  sandbox,
  settings,
  ...shell,
  ...statistics,
  suppressions,
  templates,
  variables,
  ...watching,
  whatIf,
  why,
} as const satisfies Translation;

import { administration } from "./zh/administration.ts";
import { approvals } from "./zh/approvals.ts";
import { audit } from "./zh/audit.ts";
import { calendars } from "./zh/calendars.ts";
import { callbacks } from "./zh/callbacks.ts";
import { channels } from "./zh/channels.ts";
import { common } from "./zh/common.ts";
import { conditions } from "./zh/conditions.ts";
import { dryRun } from "./zh/dry-run.ts";
import { enabling } from "./zh/enabling.ts";
import { events } from "./zh/events.ts";
import { executions } from "./zh/executions.ts";
import { explain } from "./zh/explain.ts";
import { grids } from "./zh/grids.ts";
import { incentives } from "./zh/incentives.ts";
import { messageStatistics } from "./zh/message-statistics.ts";
import { messages } from "./zh/messages.ts";
import { notices } from "./zh/notices.ts";
import { people } from "./zh/people.ts";
import { policies } from "./zh/policies.ts";
import { problem } from "./zh/problem.ts";
import { ruleEditor } from "./zh/rule-editor.ts";
import { rules } from "./zh/rules.ts";
import { sandbox } from "./zh/sandbox.ts";
import { settings } from "./zh/settings.ts";
import { shell } from "./zh/shell.ts";
import { statistics } from "./zh/statistics.ts";
import { suppressions } from "./zh/suppressions.ts";
import { templates } from "./zh/templates.ts";
import { variables } from "./zh/variables.ts";
import { watching } from "./zh/watching.ts";
import { whatIf } from "./zh/what-if.ts";
import { why } from "./zh/why.ts";

export const zh = {
  product: "钟楼",
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
} as const;

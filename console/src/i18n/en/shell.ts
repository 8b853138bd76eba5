import type { Translation } from "../translation.ts";

/** The frame around every page. */
export const shell = {
  navigation: {
    label: "Main navigation",
    rules: "Rules",
    executions: "Executions",
    events: "Events",
    calendars: "Calendars",
    approvals: "Approvals",
    failed: "Failures",
    alerts: "Alerts",
    statistics: "Statistics",
    sandbox: "Mail sandbox",
    messages: "Messages",
    variables: "Variables",
    settings: "Settings",
    administration: "Administration",
    users: "Users",
    roles: "Roles",
    keys: "API keys",
    secrets: "Secrets",
    connections: "Connections",
    installation: "Installation",
    audit: "Audit trail",
    nodes: "Nodes",
    flow: "Flow",
    open: "Open the navigation",
    skip: "Skip to the content",
  },
  live: {
    open: "Live",
    closed: "The live connection is gone; refreshed every 5 seconds",
  },
} as const satisfies Pick<Translation, "navigation" | "live">;

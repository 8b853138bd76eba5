import {
  AlertOutlined,
  ApiOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  ClusterOutlined,
  CodeOutlined,
  ControlOutlined,
  DashboardOutlined,
  DesktopOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  IdcardOutlined,
  InboxOutlined,
  KeyOutlined,
  LineChartOutlined,
  LockOutlined,
  MessageOutlined,
  PartitionOutlined,
  PlayCircleOutlined,
  QuestionCircleOutlined,
  ScheduleOutlined,
  SendOutlined,
  SettingOutlined,
  StopOutlined,
  TableOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  TrophyOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import type { ReactElement } from "react";
import { ApprovalCount } from "../features/approvals/index.ts";
import type { Permission } from "../features/session/index.ts";

interface Entry {
  readonly to: string;
  readonly text: string;
  readonly icon: ReactElement;
  /** Whoever lacks it does not see the entry. @default everybody sees it */
  readonly permission?: Permission;
  /** Stands behind the name: how much waits there. */
  readonly badge?: ReactElement;
}

/** The pages of everyday work in the order of the navigation. */
export const work = [
  { to: "/rules", text: "rules", icon: <PartitionOutlined />, permission: "rules:read" },
  { to: "/executions", text: "executions", icon: <PlayCircleOutlined />, permission: "executions:read" },
  { to: "/failures", text: "failed", icon: <WarningOutlined />, permission: "executions:read" },
  { to: "/events", text: "events", icon: <ThunderboltOutlined />, permission: "events:read" },
  {
    to: "/approvals",
    text: "approvals",
    icon: <AuditOutlined />,
    permission: "approvals:read",
    badge: <ApprovalCount />,
  },
  { to: "/alerts", text: "alerts", icon: <AlertOutlined />, permission: "rules:read" },
  { to: "/statistics", text: "statistics", icon: <BarChartOutlined />, permission: "executions:read" },
  { to: "/grids", text: "grids", icon: <TableOutlined />, permission: "grids:read" },
  { to: "/incentives", text: "incentives", icon: <TrophyOutlined />, permission: "incentives:read" },
  { to: "/calendars", text: "calendars", icon: <CalendarOutlined />, permission: "calendars:read" },
  { to: "/variables", text: "variables", icon: <CodeOutlined />, permission: "variables:read" },
] as const satisfies readonly Entry[];

/** What is said to whom, and by which way. */
export const notification = [
  { to: "/messages", text: "messages", icon: <MessageOutlined />, permission: "messages:read" },
  { to: "/why-not", text: "whyNot", icon: <QuestionCircleOutlined />, permission: "messages:read" },
  { to: "/templates", text: "templates", icon: <FileTextOutlined />, permission: "templates:read" },
  { to: "/channels", text: "channels", icon: <SendOutlined />, permission: "accounts:read" },
  { to: "/suppressions", text: "suppressions", icon: <StopOutlined />, permission: "suppressions:read" },
  { to: "/policies", text: "policies", icon: <ScheduleOutlined />, permission: "settings:read" },
  { to: "/callbacks", text: "callbacks", icon: <ApiOutlined />, permission: "callbacks:read" },
  { to: "/message-statistics", text: "messageStatistics", icon: <LineChartOutlined />, permission: "messages:read" },
  { to: "/sandbox", text: "sandbox", icon: <InboxOutlined />, permission: "sandbox:read" },
] as const satisfies readonly Entry[];

/** The pages of whoever looks after the installation. */
export const administration = [
  { to: "/users", text: "users", icon: <TeamOutlined />, permission: "users:read" },
  { to: "/roles", text: "roles", icon: <IdcardOutlined />, permission: "roles:read" },
  { to: "/keys", text: "keys", icon: <KeyOutlined />, permission: "keys:read" },
  { to: "/secrets", text: "secrets", icon: <LockOutlined />, permission: "secrets:read" },
  { to: "/connections", text: "connections", icon: <ClusterOutlined />, permission: "connections:read" },
  { to: "/audit", text: "audit", icon: <FileSearchOutlined />, permission: "audit:read" },
  { to: "/nodes", text: "nodes", icon: <DesktopOutlined />, permission: "nodes:read" },
  { to: "/flow", text: "flow", icon: <DashboardOutlined />, permission: "breakers:read" },
  { to: "/installation", text: "installation", icon: <ControlOutlined />, permission: "settings:read" },
] as const satisfies readonly Entry[];

/** What everybody sets for themselves. */
export const own = [
  { to: "/settings", text: "settings", icon: <SettingOutlined /> },
] as const satisfies readonly Entry[];

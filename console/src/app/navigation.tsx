import {
  BellOutlined,
  CodeOutlined,
  InboxOutlined,
  MessageOutlined,
  PlayCircleOutlined,
  SettingOutlined,
} from "@ant-design/icons";
import type { ReactElement } from "react";

/** The main pages in the order of the navigation. */
export const navigation = [
  { to: "/rules", text: "rules", icon: <BellOutlined /> },
  { to: "/executions", text: "executions", icon: <PlayCircleOutlined /> },
  { to: "/sandbox", text: "sandbox", icon: <InboxOutlined /> },
  { to: "/messages", text: "messages", icon: <MessageOutlined /> },
  { to: "/variables", text: "variables", icon: <CodeOutlined /> },
  { to: "/settings", text: "settings", icon: <SettingOutlined /> },
] as const satisfies readonly { readonly to: string; readonly text: string; readonly icon: ReactElement }[];

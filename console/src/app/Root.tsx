import { Outlet } from "@tanstack/react-router";
import { App } from "antd";
import type { ReactElement } from "react";
import { useIsDark } from "../preferences/index.ts";
import styles from "./Root.module.css";

/** Where messages and dialogs appear: inside of the router, because they hold links. */
export function Root(): ReactElement {
  const isDark = useIsDark();
  return (
    <App className={`${styles["app"]} ${isDark ? styles["dark"] : styles["light"]}`}>
      <Outlet />
    </App>
  );
}

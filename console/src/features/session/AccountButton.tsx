import { LogoutOutlined, UserOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { Button, Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./AccountButton.module.css";
import { sessionQuery, useSignOut } from "./session-queries.ts";

/** Who is signed in, the way to their account, and the way out. */
export function AccountButton(): ReactElement | null {
  const { t } = useTranslation();
  const { data: caller } = useQuery(sessionQuery);
  const router = useRouter();
  const signOut = useSignOut();
  if (caller === null || caller === undefined) return null;
  const leave = () =>
    signOut.mutate(undefined, { onSuccess: () => void router.navigate({ to: "/login", search: {} }) });
  return (
    <div className={styles["account"]}>
      <Link to="/account" className={styles["name"]} title={t("session.signedInAs", { name: caller.name })}>
        <UserOutlined /> {caller.name}
      </Link>
      <Tooltip title={t("session.signOut")}>
        <Button
          type="text"
          icon={<LogoutOutlined />}
          aria-label={t("session.signOut")}
          loading={signOut.isPending}
          onClick={leave}
        />
      </Tooltip>
    </div>
  );
}

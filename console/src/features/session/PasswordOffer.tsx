import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { changePreferences, usePreferences } from "../../preferences/index.ts";
import styles from "./PasswordOffer.module.css";
import { sessionQuery } from "./session-queries.ts";

/** Offers the administrator to replace the password that was printed at the first start, until it was changed or declined. */
export function PasswordOffer(): ReactElement | null {
  const { t } = useTranslation();
  const { data: caller } = useQuery(sessionQuery);
  const { offerPasswordChange } = usePreferences();
  // Everybody else had to choose one of their own to get in.
  if (!offerPasswordChange || caller?.role !== "administrator") return null;
  return (
    <Alert
      type="info"
      showIcon
      role="note"
      className={styles["offer"] ?? ""}
      title={t("session.changeOffer")}
      action={
        <Space wrap>
          <Link to="/account">{t("session.changeNow")}</Link>
          <Button size="small" type="text" onClick={() => changePreferences({ offerPasswordChange: false })}>
            {t("session.changeLater")}
          </Button>
        </Space>
      }
    />
  );
}

import { Link } from "@tanstack/react-router";
import { Alert, Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { changePreferences, usePreferences } from "../../preferences/index.ts";

/** Offers to replace the password that was printed at the first start, until it was changed or somebody declined. */
export function PasswordOffer(): ReactElement | null {
  const { t } = useTranslation();
  if (!usePreferences().offerPasswordChange) return null;
  return (
    <Alert
      type="info"
      showIcon
      role="note"
      style={{ marginBottom: 16 }}
      title={t("session.changeOffer")}
      action={
        <Space wrap>
          <Link to="/settings">{t("session.changeNow")}</Link>
          <Button size="small" type="text" onClick={() => changePreferences({ offerPasswordChange: false })}>
            {t("session.changeLater")}
          </Button>
        </Space>
      }
    />
  );
}

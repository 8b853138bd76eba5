import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./LoginPage.module.css";
import { loginOptionsQuery } from "./session-queries.ts";

/** The way through the provider of single sign-on, where there is one. */
export function SsoButton(): ReactElement | null {
  const { t } = useTranslation();
  const { data: options } = useQuery(loginOptionsQuery);
  if (options?.singleSignOn !== true) return null;
  return (
    <>
      <p className={styles["or"]}>{t("session.or")}</p>
      <Button block size="large" href="/v1/session/oidc/start">
        {t("session.singleSignOn")}
      </Button>
    </>
  );
}

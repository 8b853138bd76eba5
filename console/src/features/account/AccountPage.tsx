import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../ui/Facts.tsx";
import { Page } from "../../ui/Page.tsx";
import { Section } from "../../ui/Section.tsx";
import { ScopeText } from "../scope/index.ts";
import { sessionQuery, useRoleText } from "../session/index.ts";
import styles from "./AccountPage.module.css";
import { OwnSessions } from "./OwnSessions.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { SecondFactorSection } from "./SecondFactorSection.tsx";

/** What whoever is signed in looks after themselves. */
export function AccountPage(): ReactElement {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const { data: caller } = useQuery(sessionQuery);
  return (
    <Page title={t("account.title")}>
      <div className={styles["column"]}>
        {caller !== null && caller !== undefined && (
          <Section title={caller.name}>
            <Facts
              facts={[
                { label: t("users.role"), value: caller.role === null ? "–" : roleText(caller.role) },
                { label: t("scope.title"), value: <ScopeText scope={caller.scope} /> },
              ]}
            />
          </Section>
        )}
        <Section title={t("settings.password")} hint={t("settings.passwordHint")}>
          <PasswordForm />
        </Section>
        <SecondFactorSection />
        <OwnSessions />
      </div>
    </Page>
  );
}

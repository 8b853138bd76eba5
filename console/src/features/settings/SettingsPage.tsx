import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import {
  changePreferences,
  themeChoices,
  usePreferences,
  type Language,
  type ThemeChoice,
} from "../../preferences/index.ts";
import { Facts } from "../../ui/Facts.tsx";
import { zoneName } from "../../ui/format-time.ts";
import { Page } from "../../ui/Page.tsx";
import { Section } from "../../ui/Section.tsx";
import { versionQuery } from "./settings-queries.ts";
import styles from "./SettingsPage.module.css";

export function SettingsPage(): ReactElement {
  const { t } = useTranslation();
  const { language, theme } = usePreferences();
  const version = useQuery(versionQuery);
  return (
    <Page title={t("settings.title")}>
      <div className={styles["column"]}>
        <Section title={t("settings.appearance")} hint={t("settings.thisBrowser")}>
          <div className={styles["choice"]}>
            <span id="language">{t("settings.language")}</span>
            <Segmented<Language>
              aria-labelledby="language"
              value={language}
              onChange={(next) => changePreferences({ language: next })}
              options={[
                { value: "zh", label: "中文" },
                { value: "en", label: "English" },
              ]}
            />
          </div>
          <div className={styles["choice"]}>
            <span id="theme">{t("settings.theme")}</span>
            <Segmented<ThemeChoice>
              aria-labelledby="theme"
              value={theme}
              onChange={(next) => changePreferences({ theme: next })}
              options={themeChoices.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
            />
          </div>
        </Section>
        <Section title={t("settings.about")}>
          <Facts
            facts={[
              { label: t("settings.version"), value: `Belfry ${version.data ?? ""}` },
              { label: t("settings.zone"), value: zoneName() },
              { label: "API", value: <a href="/docs/api">{t("settings.apiReference")}</a> },
            ]}
          />
        </Section>
      </div>
    </Page>
  );
}

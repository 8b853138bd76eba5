import { DesktopOutlined, MoonOutlined, SunOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { changePreferences, themeChoices, usePreferences, type ThemeChoice } from "../preferences/index.ts";

const icons: Readonly<Record<ThemeChoice, ReactElement>> = {
  system: <DesktopOutlined />,
  light: <SunOutlined />,
  dark: <MoonOutlined />,
};

/** Switches the language, and the theme from one choice to the next. */
export function AppearanceButtons(): ReactElement {
  const { t } = useTranslation();
  const { language, theme } = usePreferences();
  const other =
    language === "zh" ? ({ code: "en", name: "English" } as const) : ({ code: "zh", name: "中文" } as const);
  const next = themeChoices[(themeChoices.indexOf(theme) + 1) % themeChoices.length] ?? "system";
  const themeLabel = `${t("settings.theme")}: ${t(`settings.themes.${theme}`)} → ${t(`settings.themes.${next}`)}`;
  return (
    <>
      <Button type="text" lang={other.code} onClick={() => changePreferences({ language: other.code })}>
        {other.name}
      </Button>
      <Tooltip title={themeLabel}>
        <Button
          type="text"
          icon={icons[theme]}
          aria-label={themeLabel}
          onClick={() => changePreferences({ theme: next })}
        />
      </Tooltip>
    </>
  );
}

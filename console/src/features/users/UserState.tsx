import type { User } from "@belfry/client";
import { Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { formatFull } from "../../ui/format-time.ts";
import { StateMark } from "../../ui/StateMark.tsx";

/** Whether somebody can sign in. */
export function UserState({ user: { enabled, lockedUntil } }: { readonly user: User }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  if (!enabled) return <StateMark tone="quiet">{t("users.states.disabled")}</StateMark>;
  if (lockedUntil === null) return <StateMark tone="good">{t("users.states.enabled")}</StateMark>;
  return (
    <Tooltip title={t("users.lockedText", { time: formatFull(new Date(lockedUntil), language) })}>
      <span>
        <StateMark tone="held">{t("users.states.locked")}</StateMark>
      </span>
    </Tooltip>
  );
}

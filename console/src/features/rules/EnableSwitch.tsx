import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Switch } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { formatFull } from "../../ui/format-time.ts";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { nextFireTimesQuery, useSetRuleStatus, type Rule } from "./rule-queries.ts";
import { RuleStatus } from "./RuleStatus.tsx";
import { scheduleText } from "./schedule-text.ts";

/** Enables or disables a rule, after saying what that does; whoever may not only sees which it is. */
export function EnableSwitch({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const queryClient = useQueryClient();
  const setStatus = useSetRuleStatus();
  const may = useMay();
  const isEnabled = rule.status === "enabled";

  const askedNote = (approvalId: number) => (
    <>
      {t("approvals.asked")}{" "}
      <Link to="/approvals/$approvalId" params={{ approvalId }}>
        {t("approvals.open")}
      </Link>
    </>
  );

  const ask = async () => {
    if (isEnabled) {
      confirm({
        title: t("rules.disableTitle", { name: rule.name }),
        text: t("rules.disableText"),
        confirm: t("rules.disable"),
        act: () => setStatus.mutateAsync({ rule: rule.rule, enabled: false }),
      });
      return;
    }
    const [first] = await queryClient.fetchQuery(nextFireTimesQuery(rule.rule, 1)).catch(() => []);
    const schedule = scheduleText(rule, language);
    confirm({
      title: t("rules.enableTitle", { name: rule.name }),
      text: (
        <>
          {schedule === "" ? t("rules.enableTextNoSchedule") : t("rules.enableText", { schedule })}
          {first !== undefined && <> {t("rules.firstFire", { time: formatFull(new Date(first.at), language) })}</>}
        </>
      ),
      confirm: t("rules.enable"),
      act: async () => {
        const approvalId = await setStatus.mutateAsync({ rule: rule.rule, enabled: true });
        if (approvalId !== null) void message.info(askedNote(approvalId), 10);
      },
    });
  };

  if (!may("rules:write")) return <RuleStatus status={rule.status} />;
  return <Switch checked={isEnabled} onChange={() => void ask()} aria-label={`${t("rules.enabled")}: ${rule.name}`} />;
}

import { Switch } from "antd";
import { lazy, Suspense, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { useSetRuleStatus, type Rule } from "./rule-queries.ts";
import { RuleStatus } from "./RuleStatus.tsx";

const EnableDialog = lazy(async () => ({ default: (await import("./EnableDialog.tsx")).EnableDialog }));

/** Enables or disables a rule, after saying what that does; whoever may not only sees which it is. */
export function EnableSwitch({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const setStatus = useSetRuleStatus();
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  const isEnabled = rule.status === "enabled";

  const askToDisable = () =>
    confirm({
      title: t("rules.disableTitle", { name: rule.name }),
      text: t("rules.disableText"),
      confirm: t("rules.disable"),
      act: () => setStatus.mutateAsync({ rule: rule.rule, enabled: false }),
    });

  if (!may("rules:write")) return <RuleStatus status={rule.status} />;
  return (
    <>
      <Switch
        checked={isEnabled}
        disabled={rule.status === "archived"}
        onChange={() => (isEnabled ? askToDisable() : setAsking(true))}
        aria-label={`${t("rules.enabled")}: ${rule.name}`}
      />
      {isAsking && (
        <Suspense fallback={null}>
          <EnableDialog rule={rule} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}

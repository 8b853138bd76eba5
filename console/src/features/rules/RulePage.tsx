import { PlayCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { lazy, Suspense, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { EnableSwitch } from "./EnableSwitch.tsx";
import { Labels } from "./Labels.tsx";
import { ruleQuery, type Rule } from "./rule-queries.ts";
import { RuleOverview } from "./RuleOverview.tsx";
import styles from "./RulePage.module.css";
import { RuleStatus } from "./RuleStatus.tsx";
import type { RuleTab } from "./rules-search.ts";
import { LazyRunDialog } from "./LazyRunDialog.tsx";
import { ScheduleText } from "./ScheduleText.tsx";
import { SlotLedger } from "./SlotLedger.tsx";

const route = getRouteApi("/shell/rules/$rule");
// The writer of YAML is as large as the rest of the page, and few open this tab.
const RuleDefinition = lazy(async () => ({ default: (await import("./RuleDefinition.tsx")).RuleDefinition }));

export function RulePage(): ReactElement {
  const { rule } = route.useParams();
  const query = useQuery(ruleQuery(rule));
  return <QueryView query={query}>{(loaded) => <Loaded rule={loaded} />}</QueryView>;
}

function Loaded({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const { tab = "overview", run } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const show = (key: RuleTab) => void navigate({ search: { tab: key }, replace: true });
  const { description } = rule.definition;

  return (
    <Page
      title={rule.name}
      before={<Link to="/rules">{t("rules.title")}</Link>}
      beside={<RuleStatus status={rule.status} />}
      lead={
        <>
          <ScheduleText rule={rule} /> <Labels labels={rule.labels} />
        </>
      }
      actions={
        <>
          {may("rules:write") && (
            <span className={styles["switch"]}>
              <EnableSwitch rule={rule} />
              {t("rules.enabled")}
            </span>
          )}
          {may("rules:run") && (
            <Button
              type="primary"
              icon={<PlayCircleOutlined />}
              disabled={rule.status === "archived"}
              onClick={() => void navigate({ search: { tab, run: true }, replace: true })}
            >
              {t("rules.run")}
            </Button>
          )}
        </>
      }
    >
      {typeof description === "string" && <p className={styles["description"]}>{description}</p>}
      <Tabs
        activeKey={tab}
        onChange={(key) => show(key as RuleTab)}
        destroyOnHidden
        items={[
          { key: "overview", label: t("rules.tabs.overview"), children: <RuleOverview rule={rule} /> },
          { key: "slots", label: t("rules.tabs.slots"), children: <SlotLedger rule={rule} /> },
          {
            key: "definition",
            label: t("rules.tabs.definition"),
            children: (
              <Suspense fallback={null}>
                <RuleDefinition rule={rule} />
              </Suspense>
            ),
          },
        ]}
      />
      {run === true && <LazyRunDialog rule={rule} onClose={() => show(tab)} />}
    </Page>
  );
}

import {
  CopyOutlined,
  EditOutlined,
  ExperimentOutlined,
  EyeOutlined,
  MoreOutlined,
  PlayCircleOutlined,
} from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, Tabs } from "antd";
import { lazy, Suspense, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { ExplainButton } from "../explain/index.ts";
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

const route = getRouteApi("/shell/rules/$rule");
// The writer of YAML is as large as the rest of the page, and few open this tab.
const RuleDefinition = lazy(async () => ({ default: (await import("./RuleDefinition.tsx")).RuleDefinition }));
const Reconciliation = lazy(async () => ({
  default: (await import("../reconciliation/index.ts")).Reconciliation,
}));
const RuleVersions = lazy(async () => ({ default: (await import("./RuleVersions.tsx")).RuleVersions }));
const ConditionTester = lazy(async () => ({ default: (await import("../conditions/index.ts")).ConditionTester }));

const DryRunDrawer = lazy(async () => ({ default: (await import("../dry-run/index.ts")).DryRunDrawer }));

export function RulePage(): ReactElement {
  const { rule } = route.useParams();
  const query = useQuery(ruleQuery(rule));
  return <QueryView query={query}>{(loaded) => <Loaded rule={loaded} />}</QueryView>;
}

function Loaded({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const { tab = "overview", run, test, dryRun, event, from, to, span, day } = route.useSearch();
  const navigate = route.useNavigate();
  const toAnywhere = useNavigate();
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
          <ExplainButton of={{ kind: "rule", rule: rule.rule }} />
          <MoreActions
            rule={rule}
            onTest={() => void navigate({ search: { tab, test: true }, replace: true })}
            onDryRun={() => void navigate({ search: { tab, dryRun: true }, replace: true })}
          />
          {may("rules:write") && (
            <Button
              icon={<EditOutlined />}
              onClick={() => void toAnywhere({ to: "/rules/$rule/edit", params: { rule: rule.rule } })}
            >
              {t("ruleEditor.edit")}
            </Button>
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
          {
            key: "slots",
            label: t("rules.tabs.slots"),
            children: (
              <Suspense fallback={null}>
                <Reconciliation
                  rule={rule}
                  span={span}
                  day={day}
                  onChange={(shown) => void navigate({ search: { tab, ...shown }, replace: true })}
                />
              </Suspense>
            ),
          },
          {
            key: "definition",
            label: t("rules.tabs.definition"),
            children: (
              <Suspense fallback={null}>
                <RuleDefinition rule={rule} />
              </Suspense>
            ),
          },
          {
            key: "versions",
            label: t("ruleEditor.versions.tab"),
            children: (
              <Suspense fallback={null}>
                <RuleVersions
                  rule={rule}
                  from={from}
                  to={to}
                  onCompare={(pair) => void navigate({ search: { tab, ...pair }, replace: true })}
                />
              </Suspense>
            ),
          },
        ]}
      />
      {test === true && (
        <Suspense fallback={null}>
          <ConditionTester
            definition={rule.definition}
            rule={rule.rule}
            {...(event !== undefined && { event })}
            onClose={() => show(tab)}
          />
        </Suspense>
      )}
      {dryRun === true && (
        <Suspense fallback={null}>
          <DryRunDrawer rule={rule.rule} definition={rule.definition} edited={false} onClose={() => show(tab)} />
        </Suspense>
      )}
      {run === true && <LazyRunDialog rule={rule} onClose={() => show(tab)} />}
    </Page>
  );
}

/** What is done with a rule less often. */
function MoreActions({
  rule,
  onTest,
  onDryRun,
}: {
  readonly rule: Rule;
  readonly onTest: () => void;
  readonly onDryRun: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          ...(may("rules:run") && rule.status !== "archived"
            ? [{ key: "dry-run", icon: <EyeOutlined />, label: t("dryRun.open"), onClick: onDryRun }]
            : []),
          { key: "test", icon: <ExperimentOutlined />, label: t("ruleEditor.test"), onClick: onTest },
          ...(may("rules:write")
            ? [
                {
                  key: "duplicate",
                  icon: <CopyOutlined />,
                  label: t("ruleEditor.duplicate"),
                  onClick: () => void navigate({ to: "/new-rule", search: { from: rule.rule } }),
                },
              ]
            : []),
        ],
      }}
    >
      <Button icon={<MoreOutlined />} aria-label={t("common.more")} />
    </Dropdown>
  );
}

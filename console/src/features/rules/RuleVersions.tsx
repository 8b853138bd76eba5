import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import type { Rule } from "./rule-queries.ts";
import { useRestoreVersion, versionListQuery, type RuleVersion } from "./version-queries.ts";
import { VersionComparison } from "./VersionComparison.tsx";

/** Every version of a rule: who saved it and why, what differs between two, and the way back to one. */
export function RuleVersions(props: {
  readonly rule: Rule;
  /** The two that are compared; 0 is an empty rule. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly onCompare: (pair: { readonly from: number; readonly to: number } | undefined) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { rule, from, to } = props;
  const query = useInfiniteQuery(versionListQuery(rule.rule));
  const restore = useRestore(rule);
  return (
    <>
      {from !== undefined && to !== undefined && (
        <VersionComparison
          rule={rule}
          from={from}
          to={to}
          onChange={props.onCompare}
          {...(restore !== undefined && { onRestore: restore })}
        />
      )}
      <Section title={t("ruleEditor.versions.tab")} hint={t("ruleEditor.versions.hint")} flush>
        <QueryView query={query}>
          {({ pages }) => (
            <>
              <VersionTable rule={rule} versions={pages.flatMap(({ items }) => items)} onRestore={restore} />
              {query.hasNextPage && (
                <div style={{ padding: 8, textAlign: "center" }}>
                  <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {t("common.older")}
                  </Button>
                </div>
              )}
            </>
          )}
        </QueryView>
      </Section>
    </>
  );
}

/** Asks, and saves a version again; nothing for whoever may not. */
function useRestore(rule: Rule): ((version: number) => void) | undefined {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const may = useMay();
  const restore = useRestoreVersion();
  if (!may("rules:write")) return undefined;
  return (version) =>
    confirm({
      title: t("ruleEditor.versions.restoreTitle", { version }),
      text: t("ruleEditor.versions.restoreText"),
      confirm: t("ruleEditor.versions.restore"),
      act: async () => {
        const saved = await restore.mutateAsync({ rule: rule.rule, version, ifRevision: rule.revision });
        void message.success(t("ruleEditor.versions.restored", { from: version, version: saved.rule.version }));
      },
    });
}

function VersionTable(props: {
  readonly rule: Rule;
  readonly versions: readonly RuleVersion[];
  readonly onRestore: ((version: number) => void) | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { rule, onRestore } = props;
  const columns: readonly Column<RuleVersion>[] = [
    {
      key: "version",
      title: t("ruleEditor.versions.version"),
      width: 150,
      render: ({ version, current }) => (
        <Space size={8} wrap>
          <strong className="tabular">{version}</strong>
          {current && <StateMark tone="good">{t("ruleEditor.versions.current")}</StateMark>}
        </Space>
      ),
    },
    {
      key: "author",
      title: t("ruleEditor.versions.author"),
      width: 160,
      render: ({ author, createdAt }) => (
        <>
          {author}
          <div className="narrow-only quiet small">
            <Instant at={createdAt} />
          </div>
        </>
      ),
    },
    {
      key: "time",
      from: "middle",
      title: t("ruleEditor.versions.time"),
      width: 150,
      render: ({ createdAt }) => <Instant at={createdAt} />,
    },
    {
      key: "note",
      title: t("ruleEditor.versions.note"),
      render: ({ note }) => (note === "" ? <span className="quiet">–</span> : note),
    },
    {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("ruleEditor.versions.compare")}</span>,
      render: ({ version, current }) => (
        <Space size={12} wrap style={{ justifyContent: "flex-end" }}>
          <Link
            to="/rules/$rule"
            params={{ rule: rule.rule }}
            search={{ tab: "versions", from: version - 1, to: version }}
            aria-label={`${t("ruleEditor.versions.compareWith")}: ${version}`}
          >
            {t("ruleEditor.versions.compare")}
          </Link>
          {onRestore !== undefined && !current && (
            <Button
              size="small"
              aria-label={t("ruleEditor.versions.restoreOne", { version })}
              onClick={() => onRestore(version)}
            >
              {t("ruleEditor.versions.restore")}
            </Button>
          )}
        </Space>
      ),
    },
  ];
  return (
    <DataTable
      label={t("ruleEditor.versions.tab")}
      columns={columns}
      rows={props.versions}
      rowKey={({ version }) => version}
    />
  );
}

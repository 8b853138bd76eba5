import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TextDiff } from "../../ui/code-editor/index.ts";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import type { Rule } from "./rule-queries.ts";
import { ruleYaml } from "./rule-yaml.ts";
import { versionQuery } from "./version-queries.ts";

interface Pair {
  readonly from: number;
  readonly to: number;
}

/** Two versions of a rule and what differs between them. */
export function VersionComparison(
  props: Pair & {
    readonly rule: Rule;
    readonly onChange: (pair: Pair | undefined) => void;
    readonly onRestore?: (version: number) => void;
  },
): ReactElement {
  const { t } = useTranslation();
  const { rule, from, to, onChange, onRestore } = props;
  const older = useQuery(versionQuery(rule.rule, from));
  const newer = useQuery(versionQuery(rule.rule, to));
  const labelOf = (version: number) =>
    version === 0 ? t("ruleEditor.versions.first") : t("rules.versionOf", { version });
  const options = [...Array(rule.version + 1).keys()].toReversed().map((value) => ({ value, label: labelOf(value) }));
  const textOf = (version: typeof older.data) =>
    version === null || version === undefined ? "" : ruleYaml(version.definition);
  return (
    <Section
      title={t("ruleEditor.versions.compare")}
      extra={
        <Button size="small" type="text" onClick={() => onChange(undefined)}>
          {t("common.close")}
        </Button>
      }
    >
      <Space wrap size={[12, 8]} style={{ marginBottom: 12 }}>
        <Select
          aria-label={t("ruleEditor.versions.from")}
          value={from}
          options={options}
          onChange={(version) => onChange({ from: version, to })}
          style={{ width: 150 }}
        />
        <span aria-hidden="true">→</span>
        <Select
          aria-label={t("ruleEditor.versions.to")}
          value={to}
          options={options.filter(({ value }) => value > 0)}
          onChange={(version) => onChange({ from, to: version })}
          style={{ width: 150 }}
        />
        {onRestore !== undefined && from > 0 && from !== rule.version && (
          <Button onClick={() => onRestore(from)}>{t("ruleEditor.versions.restoreOne", { version: from })}</Button>
        )}
      </Space>
      <QueryView query={older}>
        {(before) => (
          <QueryView query={newer}>
            {(after) =>
              textOf(before) === textOf(after) ? (
                <Alert type="info" showIcon title={t("ruleEditor.versions.same")} />
              ) : (
                <TextDiff
                  before={{ text: textOf(before), label: labelOf(from) }}
                  after={{ text: textOf(after), label: labelOf(to) }}
                />
              )
            }
          </QueryView>
        )}
      </QueryView>
    </Section>
  );
}

import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { formatFull } from "../../ui/format-time.ts";
import type { Rule } from "./rule-queries.ts";
import { ruleYaml } from "./rule-yaml.ts";

/** The rule as its author would write it. */
export function RuleDefinition({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { version, author } = rule;
  return (
    <>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t("rules.definitionHint", { version, author, time: formatFull(new Date(rule.updatedAt), language) })}
      </p>
      <CodeBlock tall text={ruleYaml(rule.definition)} label={t("rules.definition")} />
    </>
  );
}

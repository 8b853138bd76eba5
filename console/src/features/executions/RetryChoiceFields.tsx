import { Form, Radio } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** How an execution is retried. */
export interface RetryChoice {
  readonly from: "failed" | "start";
  readonly version: "same" | "latest";
}

/** Chooses from where and with which version of its rule an execution is retried, and says what follows. */
export function RetryChoiceFields(props: {
  readonly choice: RetryChoice;
  readonly onChange: (choice: RetryChoice) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { choice, onChange } = props;
  return (
    <Form layout="vertical">
      <Form.Item label={t("failed.from")} extra={t(`failed.fromHints.${choice.from}`)}>
        <Radio.Group
          aria-label={t("failed.from")}
          value={choice.from}
          onChange={({ target }) => onChange({ ...choice, from: target.value as RetryChoice["from"] })}
          options={(["failed", "start"] as const).map((value) => ({ value, label: t(`failed.froms.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t("failed.version")}>
        <Radio.Group
          aria-label={t("failed.version")}
          value={choice.version}
          onChange={({ target }) => onChange({ ...choice, version: target.value as RetryChoice["version"] })}
          options={(["same", "latest"] as const).map((value) => ({ value, label: t(`failed.versions.${value}`) }))}
        />
      </Form.Item>
    </Form>
  );
}

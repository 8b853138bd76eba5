import { App, Form, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { labelTexts, readLabels } from "../../ui/label-texts.ts";

/** By which labels people are restricted to a campaign. */
export function LabelInput(props: {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly onChange: (labels: Readonly<Record<string, string>>) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (
    <Form.Item label={t("messages.labels")} htmlFor={props.id} extra={t("incentives.labelsHint")}>
      <Select
        id={props.id}
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[",", "，", ";", "；"]}
        value={labelTexts(props.labels)}
        onChange={(texts: string[]) => {
          const labels = readLabels(texts);
          if (labels === undefined) void message.error(t("messages.faults.label"));
          else props.onChange(labels);
        }}
      />
    </Form.Item>
  );
}

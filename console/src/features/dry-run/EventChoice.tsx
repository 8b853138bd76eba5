import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { CodeEditor } from "../../ui/code-editor/index.ts";
import { formatMinute } from "../../ui/format-time.ts";
import { eventListQuery } from "../events/index.ts";
import { useMay } from "../session/index.ts";
import styles from "./DryRunDrawer.module.css";

export type ChosenEvent = { readonly eventId: number } | { readonly event: unknown };

const SAMPLE = `{
  "type": "order.paid",
  "source": "/shops/7",
  "data": { "amount": 268 }
}`;

/** An event that came, or one that is written here. */
export function EventChoice({
  onChange,
}: {
  readonly onChange: (event: ChosenEvent | undefined) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const may = useMay();
  const [chosen, setChosen] = useState<number | null>(null);
  const [fault, setFault] = useState<string>();
  const recent = useQuery({ ...eventListQuery({}, undefined, 20), enabled: may("events:read") });
  const events = recent.data?.items ?? [];

  const read = (text: string) => {
    try {
      const event: unknown = JSON.parse(text);
      setFault(undefined);
      onChange({ event });
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      onChange(undefined);
    }
  };

  return (
    <>
      <Form.Item label={t("dryRun.event")} htmlFor="dry-run-event">
        <Select
          id="dry-run-event"
          placeholder={t("conditions.choose")}
          value={chosen}
          onChange={(id) => {
            setChosen(id);
            if (id === 0) read(SAMPLE);
            else if (id !== null) onChange({ eventId: id });
          }}
          options={[
            { value: 0, label: t("dryRun.ownEvent") },
            ...events.map(({ id, type, source, receivedAt }) => ({
              value: id,
              label: `${type} · ${source} · ${formatMinute(new Date(receivedAt), language)}`,
            })),
          ]}
        />
      </Form.Item>
      {chosen === 0 && (
        <Form.Item label={t("conditions.written")}>
          <CodeEditor label={t("conditions.written")} initial={SAMPLE} lines={8} onChange={read} />
        </Form.Item>
      )}
      {fault !== undefined && (
        <p role="alert" className={styles["fault"]}>
          {t("conditions.notJson", { reason: fault })}
        </p>
      )}
    </>
  );
}

import type { DryRun } from "@belfry/client";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, InputNumber, Segmented } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { readFormValues, readSchemaFields, SchemaFormItems, type FormValues } from "../../ui/schema-form/index.ts";
import styles from "./DryRunDrawer.module.css";
import { DryRunResult } from "./DryRunResult.tsx";
import { EventChoice, type ChosenEvent } from "./EventChoice.tsx";

type Start = "manual" | "at" | "event";
type Request = NonNullable<Parameters<typeof belfry.rules.dryRun>[1]>;

interface DryRunProps {
  readonly rule: string;
  readonly definition: Readonly<Record<string, unknown>>;
  /** Whether the definition is not saved, and is tried in the place of the saved one. */
  readonly edited: boolean;
  readonly onClose: () => void;
}

/** Tries a rule out with real data, and shows step by step what it would do. */
export function DryRunDrawer({ rule, definition, edited, onClose }: DryRunProps): ReactElement {
  const { t } = useTranslation();
  const tried = useMutation({ mutationFn: (request: Request): Promise<DryRun> => belfry.rules.dryRun(rule, request) });
  return (
    <Drawer open size={920} title={t("dryRun.title")} onClose={onClose}>
      <p className={styles["lead"]}>{t("dryRun.lead")}</p>
      {edited && <Alert type="info" showIcon title={t("dryRun.edited")} className={styles["edited"] ?? ""} />}
      <StartForm
        definition={definition}
        isPending={tried.isPending}
        onStart={(request) => tried.mutate({ ...request, ...(edited && { definition: { ...definition } }) })}
      />
      <div aria-live="polite" aria-busy={tried.isPending}>
        {tried.error !== null && <ProblemAlert error={tried.error} />}
        {tried.data !== undefined && <DryRunResult dryRun={tried.data} />}
      </div>
    </Drawer>
  );
}

/** What is to have started it. */
function StartForm(props: {
  readonly definition: Readonly<Record<string, unknown>>;
  readonly isPending: boolean;
  readonly onStart: (request: Request) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [form] = Form.useForm<FormValues>();
  const [start, setStart] = useState<Start>("manual");
  const [at, setAt] = useState(() => localMinute(new Date()));
  const [event, setEvent] = useState<ChosenEvent>();
  const [maxItems, setMaxItems] = useState(5);
  const fields = readSchemaFields(props.definition["inputs"]);

  const submit = (values: FormValues) => {
    if (start === "at") return props.onStart({ maxItems, trigger: { at: new Date(at).toISOString() } });
    if (start === "event") return props.onStart({ maxItems, trigger: { ...event } as NonNullable<Request["trigger"]> });
    const read = readFormValues(fields, values);
    if (!read.ok) {
      const faults = fields.map(({ name }) => ({
        name,
        errors: read.faults[name] === undefined ? [] : [t("dryRun.check")],
      }));
      return form.setFields(faults);
    }
    props.onStart({ maxItems, ...(fields.length > 0 && { trigger: { inputs: read.inputs } }) });
  };

  return (
    <Form<FormValues>
      form={form}
      layout="vertical"
      className={styles["form"] ?? ""}
      initialValues={Object.fromEntries(fields.map(({ name, initial }) => [name, initial]))}
      onFinish={submit}
    >
      <Form.Item label={t("dryRun.startedBy")}>
        <Segmented<Start>
          aria-label={t("dryRun.startedBy")}
          value={start}
          onChange={setStart}
          options={(["manual", "at", "event"] as const).map((value) => ({ value, label: t(`dryRun.starts.${value}`) }))}
        />
      </Form.Item>
      {start === "manual" && <SchemaFormItems fields={fields} />}
      {start === "at" && (
        <Form.Item label={t("dryRun.at")} htmlFor="dry-run-at">
          <Input id="dry-run-at" type="datetime-local" value={at} onChange={({ target }) => setAt(target.value)} />
        </Form.Item>
      )}
      {start === "event" && <EventChoice onChange={setEvent} />}
      <div className={styles["row"]}>
        <Form.Item label={t("dryRun.maxItems")} htmlFor="dry-run-items" className={styles["items"] ?? ""}>
          <InputNumber
            id="dry-run-items"
            min={1}
            max={100}
            value={maxItems}
            onChange={(value) => setMaxItems(value ?? 5)}
          />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          loading={props.isPending}
          disabled={(start === "event" && event === undefined) || (start === "at" && at === "")}
        >
          {t("dryRun.start")}
        </Button>
      </div>
    </Form>
  );
}

/** A moment as the field of the browser writes it, by the clock of whoever looks. */
function localMinute(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

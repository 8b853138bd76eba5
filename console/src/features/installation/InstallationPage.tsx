import type { Settings } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Form, InputNumber, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useMay } from "../session/index.ts";
import { installationQuery, useChangeInstallation } from "./installation-queries.ts";
import styles from "./InstallationPage.module.css";
import { SwitchLine } from "./SwitchLine.tsx";

/** How long a request may wait for its second person; a value that is not among them stays what it is. */
const EXPIRIES = ["1d", "2d", "3d", "7d", "14d", "30d"] as const;

export function InstallationPage(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(installationQuery);
  return (
    <Page title={t("installation.title")} lead={t("installation.lead")}>
      <QueryView query={query}>
        {/* Somebody else's change is drawn anew: a form keeps what it began with. */}
        {(settings) => <SettingsForm key={JSON.stringify(settings)} settings={settings} />}
      </QueryView>
    </Page>
  );
}

function SettingsForm({ settings }: { readonly settings: Settings }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const change = useChangeInstallation();
  const save = (values: Settings) =>
    change.mutate(
      {
        ...values,
        approvals: { ...values.approvals, recipientsAbove: values.approvals.recipientsAbove ?? null },
      },
      { onSuccess: () => void message.success(t("installation.saved")) },
    );

  return (
    <Form<Settings>
      layout="vertical"
      requiredMark={false}
      disabled={!may("settings:write")}
      initialValues={settings}
      onFinish={save}
      className={styles["column"] ?? ""}
    >
      <Section title={t("installation.approvals")} hint={t("installation.approvalsHint")}>
        <SwitchLine name={["approvals", "firstEnable"]} text="firstEnable" />
        <SwitchLine name={["approvals", "deletion"]} text="deletion" />
        <Form.Item
          name={["approvals", "recipientsAbove"]}
          label={t("installation.recipientsAbove")}
          extra={t("installation.recipientsAboveHint")}
        >
          <InputNumber<number>
            min={0}
            max={1_000_000}
            precision={0}
            placeholder={t("installation.never")}
            style={{ width: 180 }}
          />
        </Form.Item>
        <Form.Item
          name={["approvals", "expiresAfter"]}
          label={t("installation.expiresAfter")}
          extra={t("installation.expiresAfterHint")}
          style={{ marginBottom: 0 }}
        >
          <Select
            style={{ width: 180 }}
            options={[...new Set([...EXPIRIES, settings.approvals.expiresAfter])].map((value) => ({
              value,
              label: daysOf(value) === undefined ? value : t("installation.days", { count: daysOf(value) ?? 0 }),
            }))}
          />
        </Form.Item>
      </Section>
      <Section title={t("installation.scripts")}>
        <SwitchLine name={["scripts", "allowed"]} text="scriptsAllowed" />
      </Section>
      <Section title={t("installation.personalData")} hint={t("installation.personalDataHint")}>
        <Form.Item name={["personalData", "fields"]} label={t("installation.fields")} extra={t("form.listHint")}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", "、", ";", "；"]} />
        </Form.Item>
      </Section>
      {change.error !== null && <ProblemAlert error={change.error} />}
      {may("settings:write") && (
        <div className={styles["save"]}>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t("common.save")}
          </Button>
        </div>
      )}
    </Form>
  );
}

function daysOf(duration: string | number): number | undefined {
  const days = /^(\d+)d$/.exec(String(duration))?.[1];
  return days === undefined ? undefined : Number(days);
}

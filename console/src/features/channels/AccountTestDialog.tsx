import type { ConnectionStep } from "@belfry/client";
import { Alert, Modal, Skeleton } from "antd";
import { useEffect, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { useTestAccount, type AccountName } from "./channel-queries.ts";
import styles from "./AccountTestDialog.module.css";

/** Tries an account step by step without sending, and names the step that failed. */
export function AccountTestDialog(props: {
  readonly account: AccountName;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const stepText = useStepText();
  const test = useTestAccount();
  const { mutate } = test;
  const { channel, name } = props.account;
  useEffect(() => mutate({ channel, name }), [mutate, channel, name]);
  const failed = test.data?.find(({ ok }) => !ok);
  return (
    <Modal
      open
      title={t("channels.testTitle", { name })}
      okText={t("channels.testAgain")}
      cancelText={t("common.close")}
      onOk={() => mutate({ channel, name })}
      confirmLoading={test.isPending}
      onCancel={props.onClose}
    >
      <div aria-live="polite" aria-busy={test.isPending}>
        {test.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {test.error !== null && <ProblemAlert error={test.error} />}
        {test.data !== undefined && (
          <>
            <Alert
              showIcon
              type={failed === undefined ? "success" : "error"}
              title={
                failed === undefined ? t("channels.testGood") : t("channels.testBad", { step: stepText(failed.step) })
              }
            />
            <Steps steps={test.data} />
          </>
        )}
      </div>
    </Modal>
  );
}

function Steps({ steps }: { readonly steps: readonly ConnectionStep[] }): ReactElement {
  const stepText = useStepText();
  const { language } = usePreferences();
  return (
    <ol className={styles["steps"]}>
      {steps.map(({ step, ok, text }) => (
        <li key={step} className={styles["step"]}>
          <StateMark tone={ok ? "good" : "bad"}>{stepText(step)}</StateMark>
          <div className="small breakable">{text[language]}</div>
        </li>
      ))}
    </ol>
  );
}

/** Says what a step is; one of a plugin is called by its own name. */
function useStepText(): (step: string) => string {
  const { t } = useTranslation();
  return (step) => t(`channels.steps.${step as "KEY"}`, { defaultValue: step });
}

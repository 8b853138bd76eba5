import { SafetyOutlined } from "@ant-design/icons";
import { Button, Form, Input, QRCode } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { ShownOnce } from "../../ui/ShownOnce.tsx";
import { useConfirmSecondFactor, useEnrolSecondFactor } from "./account-queries.ts";
import styles from "./SecondFactorSetup.module.css";

/**
 * Sets up a second factor: a secret for the app, a first code, and the recovery codes.
 *
 * @param props.onDone called when the recovery codes have been put away
 */
export function SecondFactorSetup(props: { readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const enrol = useEnrolSecondFactor();
  const confirm = useConfirmSecondFactor();

  if (confirm.data !== undefined) {
    return (
      <div className={styles["setup"]}>
        <p>{t("account.recoveryText")}</p>
        <ShownOnce label={t("account.recoveryCodes")} lines={confirm.data} fileName="belfry-recovery-codes.txt" />
        <div className={styles["next"]}>
          <Button type="primary" onClick={props.onDone}>
            {t("account.recoveryKept")}
          </Button>
        </div>
      </div>
    );
  }
  if (enrol.data === undefined) {
    return (
      <div className={styles["setup"]}>
        {enrol.error !== null && <ProblemAlert error={enrol.error} />}
        <Button type="primary" icon={<SafetyOutlined />} loading={enrol.isPending} onClick={() => enrol.mutate()}>
          {t("account.setUp")}
        </Button>
      </div>
    );
  }
  const { secret, uri } = enrol.data;
  return (
    <div className={styles["setup"]}>
      <ol className={styles["steps"]}>
        <li>
          {t("account.scan")}
          {/* Black on white whatever the theme is: many apps read no other. */}
          <div className={styles["code"]}>
            <QRCode value={uri} type="svg" size={184} color="#000000" bgColor="#ffffff" />
          </div>
          <div className={styles["secret"]}>
            <span className="quiet small">{t("account.typeSecret")}</span>
            <code>{secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}</code>
            <CopyButton text={secret} />
          </div>
        </li>
        <li>
          {t("account.firstCode")}
          {confirm.error !== null && <ProblemAlert error={confirm.error} />}
          <Form<{ readonly code: string }>
            layout="inline"
            onFinish={({ code }) => confirm.mutate(code.trim())}
            className={styles["confirm"] ?? ""}
          >
            <Form.Item name="code" rules={[{ required: true, whitespace: true, message: t("form.required") }]}>
              <Input
                aria-label={t("session.code")}
                autoComplete="one-time-code"
                inputMode="numeric"
                maxLength={10}
                placeholder="123456"
                style={{ width: 140 }}
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={confirm.isPending}>
              {t("account.confirm")}
            </Button>
          </Form>
        </li>
      </ol>
    </div>
  );
}

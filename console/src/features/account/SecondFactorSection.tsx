import { useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { secondFactorQuery, useDisableSecondFactor, useRefreshAccount, type FactorProof } from "./account-queries.ts";
import { SecondFactorSetup } from "./SecondFactorSetup.tsx";

/** The second factor of whoever is signed in: on, off, and how to change that. */
export function SecondFactorSection(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(secondFactorQuery);
  const refresh = useRefreshAccount();
  const [isEnding, setEnding] = useState(false);
  const isOn = query.data?.state === "on";
  return (
    <Section
      title={t("account.secondFactor")}
      hint={t("account.secondFactorHint")}
      extra={isOn ? <StateMark tone="good">{t("account.on")}</StateMark> : undefined}
    >
      <QueryView query={query}>
        {({ state, required, recoveryCodesLeft }) =>
          state === "on" ? (
            <>
              <p>{t("account.codesLeft", { count: recoveryCodesLeft })}</p>
              {required ? (
                <p className="quiet">{t("account.required")}</p>
              ) : (
                <Button danger onClick={() => setEnding(true)}>
                  {t("account.switchOff")}
                </Button>
              )}
            </>
          ) : (
            <SecondFactorSetup onDone={() => void refresh()} />
          )
        }
      </QueryView>
      {isEnding && <SwitchOffDialog onClose={() => setEnding(false)} />}
    </Section>
  );
}

function SwitchOffDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<FactorProof>();
  const disable = useDisableSecondFactor();
  const submit = ({ password, code }: FactorProof) =>
    disable.mutate(
      { code: code.trim(), ...(password !== undefined && password !== "" && { password }) },
      {
        onSuccess() {
          onClose();
          void message.success(t("account.switchedOff"));
        },
      },
    );
  return (
    <Modal
      open
      title={t("account.switchOff")}
      okText={t("account.switchOff")}
      okButtonProps={{ danger: true }}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={disable.isPending}
    >
      {disable.error !== null && <ProblemAlert error={disable.error} />}
      <p>{t("account.switchOffText")}</p>
      <Form<FactorProof> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="password" label={t("settings.currentPassword")} extra={t("account.noPassword")}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="code"
          label={t("session.code")}
          extra={t("session.codeHint")}
          rules={[{ required: true, whitespace: true, message: t("form.required") }]}
        >
          <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={40} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

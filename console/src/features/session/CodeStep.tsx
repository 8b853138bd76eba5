import { SafetyOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** Asks for a code of the second factor, or one of the recovery codes. */
export function CodeStep(props: {
  readonly isPending: boolean;
  readonly onSubmit: (code: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Form<{ readonly code: string }>
      layout="vertical"
      requiredMark={false}
      size="large"
      onFinish={({ code }) => props.onSubmit(code.trim())}
    >
      <Form.Item
        name="code"
        label={t("session.code")}
        extra={t("session.codeHint")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input
          prefix={<SafetyOutlined />}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the step before has just led here
          autoFocus
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={props.isPending}>
        {t("session.submit")}
      </Button>
    </Form>
  );
}

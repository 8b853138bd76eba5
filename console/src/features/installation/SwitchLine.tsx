import { Form, Switch } from "antd";
import { useId, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./InstallationPage.module.css";

/** One setting that is on or off, with what it means. */
export function SwitchLine(props: {
  readonly name: readonly string[];
  readonly text: "firstEnable" | "deletion" | "scriptsAllowed";
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={styles["switch"]}>
      <div id={id}>
        {t(`installation.${props.text}`)}
        <p>{t(`installation.${props.text}Hint`)}</p>
      </div>
      <Form.Item name={[...props.name]} valuePropName="checked" noStyle>
        <Switch aria-labelledby={id} />
      </Form.Item>
    </div>
  );
}

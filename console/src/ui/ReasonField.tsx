import { Form, Input } from "antd";
import type { ReactElement } from "react";

/** Where somebody writes why they do something: a line or two that stand beside what was done. */
export function ReasonField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { id, label, value, onChange } = props;
  return (
    <Form.Item label={label} htmlFor={id}>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={1_000}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Form.Item>
  );
}

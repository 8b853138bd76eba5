import { Checkbox } from "antd";
import type { ReactElement } from "react";
import { permissionGroups } from "./permission-groups.ts";
import styles from "./PermissionPicker.module.css";
import { usePermissionText } from "./use-permission-text.ts";

/** Chooses permissions; a control for a form, whose value is their names. */
export function PermissionPicker(props: {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (permissions: string[]) => void;
  /** Those that may be given: nobody gives away more than they have. */
  readonly choices: readonly string[];
}): ReactElement {
  const permissionText = usePermissionText();
  return (
    <Checkbox.Group
      {...(props.id !== undefined && { id: props.id })}
      value={[...(props.value ?? [])]}
      onChange={(chosen) => props.onChange?.(chosen)}
      className={styles["picker"] ?? ""}
    >
      {permissionGroups(props.choices).map(({ noun, permissions }) => (
        <div key={noun} className={styles["group"]}>
          {permissions.map((permission) => (
            <Checkbox key={permission} value={permission}>
              {permissionText(permission)}
            </Checkbox>
          ))}
        </div>
      ))}
    </Checkbox.Group>
  );
}

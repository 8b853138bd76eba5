import { useId, type ReactElement, type ReactNode } from "react";
import styles from "./TemplateEditor.module.css";

/** A control with its name above and a hint below. @param props.children draws the control under the given id */
export function Labelled(props: {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string) => ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
      {props.hint !== undefined && <span className="quiet small">{props.hint}</span>}
    </div>
  );
}

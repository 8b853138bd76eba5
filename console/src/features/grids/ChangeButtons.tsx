import { CheckOutlined, ForwardOutlined, RedoOutlined } from "@ant-design/icons";
import type { GridChangeCells, GridWish } from "@belfry/client";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/index.ts";
import { ChangeCellsDialog } from "./ChangeCellsDialog.tsx";
import styles from "./Grids.module.css";

const wishes = ["retry", "skip", "done"] as const satisfies readonly GridWish[];
const icons: Readonly<Record<GridWish, ReactElement>> = {
  retry: <RedoOutlined />,
  skip: <ForwardOutlined />,
  done: <CheckOutlined />,
};

/** Tries cells again, leaves them out, or says that they are done; nothing for whoever may not. */
export function ChangeButtons(props: {
  readonly grid: string;
  readonly of: GridChangeCells;
  /** How many cells there are at the most. */
  readonly count: number;
  /** @default all of them */
  readonly only?: readonly GridWish[];
  readonly onChanged?: () => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay();
  const [wish, setWish] = useState<GridWish>();
  const offered = wishes.filter((one) => props.only === undefined || props.only.includes(one));
  if (!may("grids:run") || offered.length === 0) return null;
  return (
    <div className={styles["wishes"]}>
      {offered.map((one) => (
        <Button key={one} icon={icons[one]} onClick={() => setWish(one)}>
          {t(`grids.wishes.${one}.name`)}
        </Button>
      ))}
      {wish !== undefined && (
        <ChangeCellsDialog
          grid={props.grid}
          wish={wish}
          of={props.of}
          count={props.count}
          onClose={() => setWish(undefined)}
          {...(props.onChanged !== undefined && { onChanged: props.onChanged })}
        />
      )}
    </div>
  );
}

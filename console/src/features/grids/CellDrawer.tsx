import { Drawer } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CellDetail } from "./CellDetail.tsx";
import type { GridDefinition } from "./grid-definition.ts";

/** One cell with everything about it. */
export function CellDrawer(props: {
  readonly grid: GridDefinition;
  readonly cell: string | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { cell } = props;
  return (
    <Drawer open={cell !== undefined} onClose={props.onClose} size={640} title={t("grids.cell")}>
      {cell !== undefined && <CellDetail grid={props.grid} cell={cell} />}
    </Drawer>
  );
}

/** Rows of the questions that the jobs of examples/signing-incentive read. */

/** Of the question of late orders. */
export function lateOrder(orderNum: string, orgName: string, over: { readonly msg?: string } = {}): unknown[] {
  const at = "2026-03-29T09:38:53+08:00";
  const { msg = "超时" } = over;
  const id = `id-${orderNum}`;
  return [id, `sid-${orderNum}`, at, orderNum, "110000", orgName, "管家A", 5, 201, msg, "超时详情", 1, at];
}

/** Of the question of orders that wait. */
export function waitingOrder(orderNum: string, orgName: string, createTime: string, status = "待预约"): unknown[] {
  return [orderNum, `客户-${orderNum}`, `地址-${orderNum}`, `负责人-${orderNum}`, createTime, orgName, status];
}

/** Of the question of technicians. */
export function change(id: string, company: string, content: unknown): unknown[] {
  return [id, "2026-03-30T09:05:30.000+08:00", `管家-${id}`, company, "x", content];
}

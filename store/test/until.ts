/** Resolves when the check is true; rejects after a minute and a half. */
export async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error("What the test waits for did not happen.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

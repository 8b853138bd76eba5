/** Finds and erases a person in the ledger, and removes the mails to them, or about them, that the sandbox caught. */
import { eraseTexts, findTexts, type FoundText, type Store } from "@belfry/store";
import { getSandboxMail } from "../sandbox/sandbox-queries.ts";
import { cancelDeliveriesTo } from "../sql/cancel-deliveries-to.ts";
import { deleteSandboxMail } from "../sql/delete-sandbox-mail.ts";
import { listSandboxMails } from "../sql/list-sandbox-mails.ts";
import { ledgerConfiguration, ledgerPlaces } from "./ledger-places.ts";

const MOST_ROWS = 10_000;

export async function findPersonInLedger(store: Store, texts: readonly string[]): Promise<FoundText[]> {
  const found: FoundText[] = [];
  for (const place of [...ledgerPlaces, ...ledgerConfiguration])
    found.push(...(await findTexts(store, place, texts, MOST_ROWS)));
  await eachMailAbout(store, texts, async (_id, mail) => {
    found.push({ place: "sandbox_mails", row: mail });
  });
  return found;
}

/** Returns how many rows that were, by place. What was not sent to the person yet is cancelled. */
export async function erasePersonInLedger(store: Store, texts: readonly string[]): Promise<Record<string, number>> {
  // First: the address that takes its place would be written to, and refused, in their name.
  await store.transaction((tx) =>
    cancelDeliveriesTo(
      tx,
      texts.map((text) => text.toLowerCase()),
    ),
  );
  const erased: Record<string, number> = {};
  for (const place of ledgerPlaces) {
    const count = await eraseTexts(store, place, texts);
    if (count > 0) erased[place.table] = count;
  }
  await eachMailAbout(store, texts, async (id) => {
    await deleteSandboxMail(store, id);
    erased["sandbox_mails"] = (erased["sandbox_mails"] ?? 0) + 1;
  });
  return erased;
}

/** Mails are encoded, so each is read as a reader shows it. The sandbox keeps few. */
async function eachMailAbout(
  store: Store,
  texts: readonly string[],
  work: (id: number, mail: Readonly<Record<string, unknown>>) => Promise<void>,
): Promise<void> {
  let before: number | undefined;
  for (;;) {
    const page = await listSandboxMails(store, { limit: 50, ...(before !== undefined && { before }) });
    for (const { id } of page) {
      const mail = await getSandboxMail(store, id);
      const content = JSON.stringify(mail).toLowerCase();
      const stands = texts.some((text) => content.includes(JSON.stringify(text.toLowerCase()).slice(1, -1)));
      if (stands) await work(id, { ...mail });
    }
    before = page.at(-1)?.id;
    if (before === undefined) return;
  }
}

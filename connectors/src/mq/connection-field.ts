import { secret } from "@belfry/plugin-kit";
import { schemesOf, type BrokerKind } from "./broker-address.ts";

/**
 * The field of a broker's URL. It is refused when a password is written out: a rule is read by many, and kept in versions
 * and files.
 * @param kind the broker; any when left out
 */
export function brokerConnection(kind?: BrokerKind) {
  const wanted = schemesOf(kind).map((scheme) => `${scheme}//`);
  const [example = ""] = wanted;
  return secret()
    .refine(
      (value) => typeof value !== "string" || value.includes("${{") || !holdsPassword(value),
      "The connection holds a password, which everybody who may see the rule would read. Store the whole URL as a secret and write ${{ secrets.NAME }}.",
    )
    .describe(
      `Where the broker is, mostly a secret: \${{ secrets.BROKER }} with the URL ${example}user:password@host (${wanted.join(", ")}).`,
    );
}

function holdsPassword(text: string): boolean {
  // What is no URL at all is judged when it is used; it may still hold the password somebody meant to hide.
  const url = URL.parse(text);
  return url === null ? text.includes("@") : url.password !== "";
}

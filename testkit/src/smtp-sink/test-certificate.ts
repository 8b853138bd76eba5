import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import {
  derBitString,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSet,
  derTime,
  derTrue,
  derUtf8,
  derValue,
} from "./der.ts";

/** A key and a certificate that is its own authority, both as PEM. */
export interface TestCertificate {
  readonly key: string;
  readonly certificate: string;
}

const oids = {
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  commonName: "2.5.4.3",
  basicConstraints: "2.5.29.19",
  subjectAltName: "2.5.29.17",
} as const;
const hourMs = 3_600_000;

/**
 * Makes a self-signed certificate for a server in a test; a client that trusts it is given it as its `ca`.
 * Other hosts or a past end show whether a client really verifies.
 */
export function createTestCertificate(
  options: {
    /** Names and IPv4 addresses that it is for. @default ["localhost", "127.0.0.1"] */
    readonly hosts?: readonly [string, ...string[]];
    /** @default one hour ago */
    readonly validFrom?: Date;
    /** @default one day ahead */
    readonly validUntil?: Date;
  } = {},
): TestCertificate {
  const { hosts = ["localhost", "127.0.0.1"] } = options;
  const validFrom = options.validFrom ?? new Date(Date.now() - hourMs);
  const validUntil = options.validUntil ?? new Date(Date.now() + 24 * hourMs);
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

  const algorithm = derSequence(derOid(oids.ecdsaWithSha256));
  const name = derSequence(derSet(derSequence(derOid(oids.commonName), derUtf8(hosts[0]))));
  const authority = derSequence(derOid(oids.basicConstraints), derTrue(), derOctetString(derSequence(derTrue())));
  const alternatives = derSequence(derOid(oids.subjectAltName), derOctetString(derSequence(...hosts.map(generalName))));
  const toBeSigned = derSequence(
    derValue(0xa0, derInteger(Buffer.from([2]))), // version 3, the first with extensions
    derInteger(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    derSequence(derTime(validFrom), derTime(validUntil)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    derValue(0xa3, derSequence(authority, alternatives)),
  );
  const certificate = derSequence(toBeSigned, algorithm, derBitString(sign("sha256", toBeSigned, privateKey)));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64").replace(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`,
  };
}

function generalName(host: string): Buffer {
  return isIP(host) === 4
    ? derValue(0x87, Buffer.from(host.split(".").map(Number)))
    : derValue(0x82, Buffer.from(host, "ascii"));
}

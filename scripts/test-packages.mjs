/**
 * Debian packages that tests need beside npm's. `npm test` gets those whose file is missing.
 *
 * `file` proves that the package is there, below `/` or below the cache folder of an installation without root.
 * `command` is what tests start; without root it becomes a small script in `.cache/debian/bin` that starts `program`
 * with the libraries and fonts of the cache folder. `isServer` is never installed, also not by root, only unpacked into
 * the cache folder: an installed server starts now and at every boot, on ports that others may want. Tests start their
 * own (testkit/src/services).
 *
 * @typedef {{ name: string, file: string, command?: string, program?: string, isServer?: true }} DebianPackage
 * @type {readonly DebianPackage[]}
 */
export const testPackages = [
  { name: "chromium", file: "usr/lib/chromium/chromium", command: "chromium", program: "usr/lib/chromium/chromium" },
  { name: "fonts-noto-cjk", file: "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc" },
  { name: "rabbitmq-server", file: "usr/lib/rabbitmq/bin/rabbitmq-server", isServer: true },
  { name: "redis-server", file: "usr/bin/redis-server", isServer: true },
  { name: "nats-server", file: "usr/sbin/nats-server", isServer: true },
  // Its core, which it depends on, is the server.
  { name: "dovecot-imapd", file: "usr/lib/dovecot/imap", isServer: true },
  { name: "mosquitto", file: "usr/sbin/mosquitto", isServer: true },
  // The server alone: mariadb-server adds Perl, the means of a cluster and the service of the system.
  { name: "mariadb-server-core", file: "usr/sbin/mariadbd", isServer: true },
  // The peer and the sink of the benchmark of messages.
  { name: "postfix", file: "usr/sbin/smtp-sink", isServer: true },
];

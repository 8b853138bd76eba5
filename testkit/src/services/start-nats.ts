import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { askPort } from "./ask-port.ts";
import { debianProgram } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import type { TestCertificate } from "../smtp-sink/test-certificate.ts";
import { startService, testUser, type TestService } from "./test-service.ts";

/**
 * Starts a NATS server with JetStream for tests. `advertises` is an address it names to its clients as that of another
 * member of a cluster, as clusters do; with a `certificate` it speaks TLS only.
 */
export async function startNats(
  options: { readonly advertises?: string; readonly certificate?: TestCertificate } = {},
): Promise<TestService> {
  const { path, env } = debianProgram("nats-server", "usr/sbin/nats-server");
  const port = await freePort();
  return startService({
    port,
    url: `nats://${testUser.name}:${testUser.password}@127.0.0.1:${port}`,
    async prepare(folder) {
      const config = join(folder, "nats.conf");
      const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
      const { certificate } = options;
      if (certificate !== undefined) {
        await writeFile(certFile, certificate.certificate);
        await writeFile(keyFile, certificate.key);
      }
      await writeFile(
        config,
        `listen: "127.0.0.1:${port}"
jetstream { store_dir: "${join(folder, "store")}", max_file: 256MB, max_mem: 64MB }
authorization { user: "${testUser.name}", password: "${testUser.password}" }
${options.advertises === undefined ? "" : `client_advertise: "${options.advertises}"`}
${certificate === undefined ? "" : `tls { cert_file: "${certFile}", key_file: "${keyFile}" }`}
`,
      );
      return {
        name: "nats-server",
        path,
        env,
        folder,
        args: ["-c", config],
        answers: async () => String(await askPort(port, "")).startsWith("INFO "),
      };
    },
  });
}

import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { askPort } from "./ask-port.ts";
import { debianProgram } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import { startService, testUser, type TestService } from "./test-service.ts";

/** Asks to connect with MQTT 3.1.1, without a name; an answer that refuses is an answer. */
const connectPacket = Buffer.from([0x10, 0x0c, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 0]);

/** Starts a Mosquitto for tests. Sessions and what waits for them outlive `restart()`, not `kill()`. */
export async function startMosquitto(): Promise<TestService> {
  const { path, env } = debianProgram("mosquitto", "usr/sbin/mosquitto");
  const passwords = debianProgram("mosquitto", "usr/bin/mosquitto_passwd");
  const port = await freePort();
  return startService({
    port,
    url: `mqtt://${testUser.name}:${testUser.password}@127.0.0.1:${port}`,
    async prepare(folder) {
      const config = join(folder, "mosquitto.conf");
      const passwordFile = join(folder, "passwords");
      const { status, stderr } = spawnSync(
        passwords.path,
        ["-b", "-c", passwordFile, testUser.name, testUser.password],
        {
          env: { ...process.env, ...passwords.env },
          encoding: "utf8",
        },
      );
      if (status !== 0) throw new Error(`mosquitto_passwd failed: ${stderr}`);
      await writeFile(
        config,
        `listener ${port} 127.0.0.1
allow_anonymous false
password_file ${passwordFile}
persistence true
persistence_location ${folder}/
max_queued_messages 10000
user root
`,
      );
      return {
        name: "mosquitto",
        path,
        env,
        folder,
        args: ["-c", config],
        answers: async () => (await askPort(port, connectPacket))?.[0] === 0x20,
      };
    },
  });
}

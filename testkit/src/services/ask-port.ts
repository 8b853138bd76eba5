import { connect } from "node:net";

/**
 * Sends `question` to a port of this machine and returns the first bytes of the answer; nothing if there is none within
 * a second. Servers that speak first are asked with an empty question.
 */
export function askPort(port: number, question: string | Uint8Array): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: 1_000 }, () => {
      if (question.length > 0) socket.write(question);
    });
    const settle = (answer?: Buffer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("data", settle);
    // Refused, cut or silent: it does not answer yet, which is all that is asked.
    for (const event of ["error", "timeout", "close"]) socket.once(event, () => settle());
  });
}

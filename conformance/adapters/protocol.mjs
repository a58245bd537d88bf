// Speaks the protocol for an adapter: reads assignments from standard input, writes results to standard output.
// conformance/PROTOCOL.md describes the lines.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';

/** What the client's user would be told. */
export class Failure extends Error {}

const write = process.stdout.write.bind(process.stdout);
// Whatever the client prints, by whichever way, must not get between the lines of the protocol.
process.stdout.write = process.stderr.write.bind(process.stderr);

export function picture(data, mediaType, fileName) {
  return {
    sha256: createHash('sha256').update(data).digest('hex'),
    size: data.length,
    base64: data.toString('base64'),
    ...(mediaType && { mediaType }),
    ...(fileName && { fileName }),
  };
}

export function requestBody(task) {
  const parts = [{ text: task.prompt }];
  for (const image of task.inputImages ?? []) {
    parts.push({ inlineData: { mimeType: image.mediaType, data: image.base64 } });
  }
  const imageConfig = {
    ...(task.aspectRatio !== undefined && { aspectRatio: task.aspectRatio }),
    ...(task.imageSize !== undefined && { imageSize: task.imageSize }),
  };
  const generationConfig = {
    ...(task.modalities !== undefined && { responseModalities: task.modalities }),
    ...(Object.keys(imageConfig).length > 0 && { imageConfig }),
  };
  return {
    contents: [{ parts }],
    ...(Object.keys(generationConfig).length > 0 && { generationConfig }),
    ...(task.googleSearch && { tools: [{ google_search: {} }] }),
  };
}

export function serve(hello, run) {
  let accident;
  // An exception in a callback ends a script; here it ends the assignment, and is what its user would see.
  process.on('uncaughtException', (error) => accident?.(error));
  process.on('unhandledRejection', (error) => accident?.(error));
  const answer = (message) => write(JSON.stringify(message) + '\n');
  let queue = Promise.resolve();
  createInterface({ input: process.stdin }).on('line', (line) => {
    queue = queue.then(() => handle(JSON.parse(line)));
  });

  async function handle(message) {
    if (message.type === 'hello') {
      answer({ type: 'hello', protocol: 1, ...hello });
    } else if (message.type === 'bye') {
      process.exit(0);
    } else {
      const result = await new Promise((resolve) => {
        accident = (error) => {
          console.error(error);
          const failure = error instanceof Failure
            ? { message: error.message, ...error.facts }
            : { message: `${error?.name}: ${error?.message}`, unexpected: true };
          resolve({ failure });
        };
        Promise.resolve().then(() => run(message)).then(resolve, accident);
      });
      accident = undefined;
      answer({ type: 'result', id: message.id, ...result });
    }
  }
}

// Puts your client under the conformance suite. Replace generate() by your client; the rest can stay.
//
// The suite starts this file and sends one JSON object a line on standard input; each is answered by one line on standard
// output. `nanobanana conformance protocol` prints what the lines mean.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';

const hello = {
  type: 'hello',
  protocol: 1,
  name: 'my client',
  language: `node ${process.versions.node.split('.')[0]}`,
  // What the client can do; 'stream', 'save' and 'edit' cases are skipped until they are named here.
  operations: ['generate'],
  // 'text': successes carry the words of the answer. Add 'class' when failures carry a class of the protocol.
  reports: ['text'],
  processes: 4,
};

/** What the client tells its user when there is no picture. */
class Failure extends Error {}

/** One picture: its media type, its bytes, and the words beside it. Replace this by a call of your client. */
async function generate(baseAddress, apiKey, task) {
  if (!apiKey) throw new Failure('There is no API key.');
  const parts = [{ text: task.prompt }];
  for (const image of task.inputImages ?? []) {
    parts.push({ inlineData: { mimeType: image.mediaType, data: image.base64 } });
  }
  // JSON.stringify leaves out what is undefined: what the task does not say is not sent.
  const shaped = task.aspectRatio !== undefined || task.imageSize !== undefined;
  const imageConfig = shaped ? { aspectRatio: task.aspectRatio, imageSize: task.imageSize } : undefined;
  const configured = shaped || task.modalities !== undefined;
  const body = {
    contents: [{ role: 'user', parts }],
    generationConfig: configured ? { responseModalities: task.modalities, imageConfig } : undefined,
    tools: task.googleSearch ? [{ google_search: {} }] : undefined,
  };

  let status, said;
  try {
    const response = await fetch(`${baseAddress}/v1beta/models/${task.model}:generateContent`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-goog-api-key': apiKey },
      body: JSON.stringify(body),
      redirect: 'manual', // A redirect is never followed: the key would go along.
    });
    status = response.status;
    said = await response.text();
  } catch (error) {
    throw new Failure(`The call failed: ${error.message}: ${error.cause?.message ?? ''}`);
  }
  if (status !== 200) {
    throw new Failure(`The service answered ${status}: ${said.replaceAll(apiKey, '***').slice(0, 500)}`);
  }

  let reply;
  try {
    reply = JSON.parse(said);
  } catch (error) {
    throw new Failure(`The answer is not JSON: ${error.message}`);
  }
  const found = reply.candidates[0].content?.parts ?? [];
  const shown = found.filter((part) => !part.thought);
  const text = shown.map((part) => part.text ?? '').join('');
  const image = shown.findLast((part) => part.inlineData)?.inlineData;
  if (!image) throw new Failure(`There is no picture in the answer: ${reply.candidates[0].finishReason}. ${text}`);
  return { mediaType: image.mimeType, data: Buffer.from(image.data, 'base64'), text };
}

/** One assignment: what the client made of it, in the words of the protocol. */
async function run({ baseAddress, apiKey, task }) {
  try {
    const { mediaType, data, text } = await generate(baseAddress, apiKey, task);
    const sha256 = createHash('sha256').update(data).digest('hex');
    return { pictures: [{ sha256, size: data.length, mediaType }], ...(text && { text }) };
  } catch (error) {
    if (error instanceof Failure) return { failure: { message: error.message } };
    // The client broke; where a failure is wanted, this does not pass for one.
    console.error(error);
    return { failure: { message: `${error?.name}: ${error?.message}`, unexpected: true } };
  }
}

// Whatever the client prints, by whichever way, goes to standard error, so that it never gets between the lines of the protocol.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
const answer = (message) => write(JSON.stringify(message) + '\n');
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'bye') break;
  answer(message.type === 'hello' ? hello : { type: 'result', id: message.id, ...(await run(message)) });
}

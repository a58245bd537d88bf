// @ai-sdk/google under test, through generateText and streamText of 'ai', as its documentation makes pictures.
import { readFileSync } from 'node:fs';
import { createGoogle } from '@ai-sdk/google';
import { AISDKError, generateText, streamText } from 'ai';
import { limit, scaleTimers } from '../clock.mjs';
import { Failure, picture, serve } from '../protocol.mjs';

const versionOf = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
globalThis.AI_SDK_LOG_WARNINGS = false;
const setTimeScale = scaleTimers();

async function run({ baseAddress, apiKey, timeScale, task }) {
  setTimeScale(timeScale);
  try {
    const google = createGoogle({ apiKey, baseURL: `${baseAddress}/v1beta` });
    const options = {
      model: google(task.model),
      ...(task.retries !== undefined && { maxRetries: task.retries }),
      abortSignal: limit(task),
      ...(task.googleSearch && { tools: { google_search: google.tools.googleSearch({}) } }),
      providerOptions: { google: {
        ...(task.modalities !== undefined && { responseModalities: task.modalities }),
        ...((task.aspectRatio !== undefined || task.imageSize !== undefined) && {
          imageConfig: {
            ...(task.aspectRatio !== undefined && { aspectRatio: task.aspectRatio }),
            ...(task.imageSize !== undefined && { imageSize: task.imageSize }),
          },
        }),
      } },
    };
    const images = (task.inputImages ?? []).map((i) => ({ type: 'file', mediaType: i.mediaType, data: i.base64 }));
    const messages = [{ role: 'user', content: [{ type: 'text', text: task.prompt }, ...images] }];
    if (task.operation === 'stream') return await streamed({ ...options, messages });
    let reply = await generateText({ ...options, messages });
    for (const followUp of task.followUps ?? []) {
      messages.push(...reply.response.messages, { role: 'user', content: followUp });
      reply = await generateText({ ...options, messages });
    }
    return result(reply.files, reply.text);
  } catch (error) {
    // Its own errors are deliberate, and so is an abort; anything else is an accident.
    if (AISDKError.isInstance(error) || ['AbortError', 'TimeoutError'].includes(error?.name)) {
      throw new Failure(`${error.name}: ${error.message}`);
    }
    throw error;
  }
}

async function streamed(options) {
  const files = [];
  let text = '';
  // Errors come as parts of the stream; onError only keeps them from being printed as well.
  for await (const part of streamText({ ...options, onError: () => {} }).stream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'abort') throw new Failure('AbortError: the stream was aborted');
    if (part.type === 'file') files.push(part.file);
    if (part.type === 'text-delta') text += part.text;
  }
  return result(files, text);
}

function result(files, text) {
  const last = files.findLast((file) => file.mediaType?.startsWith('image/'));
  return { pictures: last ? [picture(Buffer.from(last.uint8Array), last.mediaType)] : [], ...(text && { text }) };
}

serve(
  {
    name: '@ai-sdk/google',
    version: `${versionOf('@ai-sdk/google')}, ai ${versionOf('ai')}`,
    language: `node ${process.versions.node.split('.')[0]}`,
    operations: ['generate', 'stream', 'edit'],
    reports: ['text'],
    takes: ['deadline', 'retries'],
    scalesTime: true,
    processes: 6,
  },
  run,
);

// @tanstack/ai-gemini under test, through generateImage of '@tanstack/ai', as its documentation makes pictures.
import { readFileSync } from 'node:fs';
import { generateImage } from '@tanstack/ai';
import { createGeminiImage } from '@tanstack/ai-gemini';
import { Failure, picture, serve } from '../protocol.mjs';

const versionOf = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

async function run({ baseAddress, apiKey, task }) {
  if (task.googleSearch) return { skipped: 'generateImage takes no tools' };
  if (task.modalities !== undefined && task.modalities.join() !== 'TEXT,IMAGE') {
    return { skipped: 'generateImage always asks for TEXT and IMAGE' };
  }
  const images = (task.inputImages ?? []).map((i) => ({
    type: 'image',
    source: { type: 'data', value: i.base64, mimeType: i.mediaType },
  }));
  try {
    const reply = await generateImage({
      adapter: createGeminiImage(task.model, apiKey, {
        baseURL: baseAddress,
        ...(task.deadlineMilliseconds && { httpOptions: { timeout: task.deadlineMilliseconds } }),
      }),
      prompt: images.length > 0 ? [{ type: 'text', content: task.prompt }, ...images] : task.prompt,
      ...((task.aspectRatio !== undefined || task.imageSize !== undefined) && {
        modelOptions: {
          imageConfig: {
            ...(task.aspectRatio !== undefined && { aspectRatio: task.aspectRatio }),
            ...(task.imageSize !== undefined && { imageSize: task.imageSize }),
          },
        },
      }),
    });
    // Its pictures come without a media type, and the words are dropped.
    const last = reply.images.at(-1);
    return { pictures: last ? [picture(Buffer.from(last.b64Json, 'base64'))] : [] };
  } catch (error) {
    // Plain errors of its own, those of the SDK below, and what fetch says are deliberate; a TypeError is an accident.
    if (['ApiError', 'AbortError', 'Error'].includes(error?.name) || /fetch failed/i.test(String(error?.message))) {
      throw new Failure(`${error.name}: ${error.message}`);
    }
    throw error;
  }
}

serve(
  {
    name: '@tanstack/ai-gemini',
    version: versionOf('@tanstack/ai-gemini'),
    language: `node ${process.versions.node.split('.')[0]}`,
    operations: ['generate'],
    takes: ['deadline'],
    processes: 6,
  },
  run,
);

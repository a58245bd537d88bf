// @genkit-ai/google-genai under test, through generate and generateStream of Genkit, as its documentation makes pictures.
import { readFileSync } from 'node:fs';
import { googleAI } from '@genkit-ai/google-genai';
import { GenkitError, genkit } from 'genkit';
import { limit, scaleTimers } from '../clock.mjs';
import { Failure, picture, serve } from '../protocol.mjs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/@genkit-ai/google-genai/package.json', import.meta.url)));
const setTimeScale = scaleTimers();

async function run({ baseAddress, apiKey, timeScale, task }) {
  setTimeScale(timeScale);
  try {
    const ai = genkit({ plugins: [googleAI({ apiKey, baseUrl: baseAddress })] });
    const options = {
      model: googleAI.model(task.model),
      abortSignal: limit(task),
      config: {
        ...(task.modalities !== undefined && { responseModalities: task.modalities }),
        ...((task.aspectRatio !== undefined || task.imageSize !== undefined) && {
          imageConfig: {
            ...(task.aspectRatio !== undefined && { aspectRatio: task.aspectRatio }),
            ...(task.imageSize !== undefined && { imageSize: task.imageSize }),
          },
        }),
        ...(task.googleSearch && { googleSearch: {} }),
      },
    };
    const images = (task.inputImages ?? []).map((i) => ({
      media: { url: `data:${i.mediaType};base64,${i.base64}`, contentType: i.mediaType },
    }));
    const prompt = [{ text: task.prompt }, ...images];
    if (task.operation === 'stream') {
      const { stream, response } = ai.generateStream({ ...options, prompt });
      for await (const _ of stream);
      return result(await response);
    }
    let reply = await ai.generate({ ...options, prompt });
    for (const followUp of task.followUps ?? []) {
      reply = await ai.generate({ ...options, messages: reply.messages, prompt: followUp });
    }
    return result(reply);
  } catch (error) {
    // Its own errors are deliberate, plain ones too, and so are an abort and what fetch says; a TypeError is an accident.
    if (error instanceof GenkitError || ['AbortError', 'Error'].includes(error?.name) || /fetch failed/i.test(String(error?.message))) {
      throw new Failure(`${error.name}: ${error.message}`);
    }
    throw error;
  }
}

function result(reply) {
  const [, mediaType, data] = /^data:([^;,]*);base64,(.*)$/s.exec(reply.media?.url ?? '') ?? [];
  return {
    pictures: reply.media ? [picture(Buffer.from(data ?? '', 'base64'), reply.media.contentType ?? mediaType)] : [],
    ...(reply.text && { text: reply.text }),
  };
}

serve(
  {
    name: '@genkit-ai/google-genai',
    version,
    language: `node ${process.versions.node.split('.')[0]}`,
    operations: ['generate', 'stream', 'edit'],
    reports: ['text'],
    takes: ['deadline'],
    scalesTime: true,
    processes: 2,
  },
  run,
);

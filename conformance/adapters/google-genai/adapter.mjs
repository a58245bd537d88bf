// @google/genai under test, used as its own documentation uses it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GoogleGenAI } from '@google/genai';
import { Failure, picture, serve } from '../protocol.mjs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/@google/genai/package.json', import.meta.url)));

async function run({ baseAddress, apiKey, outputFolder, task }) {
  const client = made(() => new GoogleGenAI({ apiKey, apiVersion: 'v1beta', httpOptions: { baseUrl: baseAddress, ...(task.deadlineMilliseconds && { timeout: task.deadlineMilliseconds }) } }));
  const config = {
    ...(task.modalities !== undefined && { responseModalities: task.modalities }),
    ...((task.aspectRatio !== undefined || task.imageSize !== undefined) && {
      imageConfig: { aspectRatio: task.aspectRatio, imageSize: task.imageSize },
    }),
    ...(task.googleSearch && { tools: [{ googleSearch: {} }] }),
  };
  const images = (task.inputImages ?? []).map((i) => ({ inlineData: { mimeType: i.mediaType, data: i.base64 } }));
  const first = [{ text: task.prompt }, ...images];
  try {
    if (task.operation === 'stream') {
      const parts = [];
      const stream = await client.models.generateContentStream({ model: task.model, contents: first, config });
      for await (const piece of stream) parts.push(...(piece.candidates?.[0]?.content?.parts ?? []));
      return result(parts, task, outputFolder);
    }
    if (task.operation === 'edit') {
      const chat = client.chats.create({ model: task.model, config });
      let reply = await chat.sendMessage({ message: first });
      for (const followUp of task.followUps) reply = await chat.sendMessage({ message: followUp });
      return result(reply.candidates?.[0]?.content?.parts ?? [], task, outputFolder);
    }
    const reply = await client.models.generateContent({ model: task.model, contents: first, config });
    return result(reply.candidates?.[0]?.content?.parts ?? [], task, outputFolder);
  } catch (error) {
    // Its own errors are deliberate; anything else (a TypeError, a SyntaxError) is an accident.
    if (error?.name === 'ApiError' || error?.name === 'AbortError' || /fetch failed|exception .* sending request/i.test(String(error?.message))) {
      throw new Failure(`${error.name}: ${error.message}`);
    }
    throw error;
  }
}

function made(create) {
  try {
    return create();
  } catch (error) {
    throw new Failure(`${error.name}: ${error.message}`);
  }
}

function result(parts, task, outputFolder) {
  let last;
  let text = '';
  for (const part of parts) {
    if (part.text && !part.thought) text += part.text;
    if (part.inlineData) {
      const data = Buffer.from(part.inlineData.data ?? '', 'base64');
      const name = `${task.saveAs}.png`;
      if (task.operation === 'save') writeFileSync(join(outputFolder, name), data);
      last = picture(data, part.inlineData.mimeType, task.operation === 'save' ? name : undefined);
    }
  }
  return { pictures: last ? [last] : [], ...(text && { text }) };
}

serve(
  {
    name: '@google/genai',
    version,
    language: `node ${process.versions.node.split('.')[0]}`,
    operations: ['generate', 'stream', 'save', 'edit'],
    reports: ['text'],
    takes: ['deadline'],
    processes: 6,
  },
  run,
);

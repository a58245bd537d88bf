// @langchain/google-genai under test: a chat model whose reply holds the picture.
import { readFileSync } from 'node:fs';
import { HumanMessage } from '@langchain/core/messages';
import { ChatGoogleGenerativeAI } from '@langchain/google-genai';
import { limit, scaleTimers } from '../clock.mjs';
import { Failure, picture, serve } from '../protocol.mjs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/@langchain/google-genai/package.json', import.meta.url)));
const setTimeScale = scaleTimers();

async function run({ baseAddress, apiKey, timeScale, task }) {
  // It sends no responseModalities; TEXT and IMAGE is what an image model answers without them.
  if (task.modalities !== undefined && task.modalities.join() !== 'TEXT,IMAGE') {
    return { skipped: 'it cannot be told modalities' };
  }
  if (task.aspectRatio !== undefined || task.imageSize !== undefined) {
    return { skipped: 'it cannot be told an aspect ratio or a size' };
  }
  setTimeScale(timeScale);
  try {
    const model = new ChatGoogleGenerativeAI({
      model: task.model,
      apiKey,
      baseUrl: baseAddress,
      ...(task.retries !== undefined && { maxRetries: task.retries }),
    });
    const options = { signal: limit(task), ...(task.googleSearch && { tools: [{ googleSearch: {} }] }) };
    const images = (task.inputImages ?? []).map((i) => ({ type: 'image', mimeType: i.mediaType, data: i.base64 }));
    const messages = [new HumanMessage({ content: [{ type: 'text', text: task.prompt }, ...images] })];
    if (task.operation === 'stream') {
      let whole;
      for await (const piece of await model.stream(messages, options)) whole = whole ? whole.concat(piece) : piece;
      return result(whole?.content ?? []);
    }
    let reply = await model.invoke(messages, options);
    for (const followUp of task.followUps ?? []) {
      messages.push(reply, new HumanMessage(followUp));
      reply = await model.invoke(messages, options);
    }
    return result(reply.content);
  } catch (error) {
    // Errors with names of their own and plain ones are deliberate; a TypeError or a SyntaxError is an accident.
    if (!['TypeError', 'SyntaxError', 'RangeError', 'ReferenceError'].includes(error?.name)) {
      throw new Failure(`${error?.name}: ${error?.message}`);
    }
    throw error;
  }
}

function result(content) {
  if (typeof content === 'string') return { pictures: [], ...(content && { text: content }) };
  const last = content.findLast((block) => block.type === 'inlineData')?.inlineData;
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  return {
    pictures: last ? [picture(Buffer.from(last.data ?? '', 'base64'), last.mimeType)] : [],
    ...(text && { text }),
  };
}

serve(
  {
    name: '@langchain/google-genai',
    version,
    language: `node ${process.versions.node.split('.')[0]}`,
    operations: ['generate', 'stream', 'edit'],
    reports: ['text'],
    takes: ['deadline', 'retries'],
    scalesTime: true,
    processes: 6,
  },
  run,
);

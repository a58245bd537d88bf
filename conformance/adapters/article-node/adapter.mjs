// The article's Node script under test: the http module, no look at the status, a limit that nobody listens for.
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { Failure, picture, requestBody, serve } from '../protocol.mjs';

function run({ baseAddress, apiKey, outputFolder, task }) {
  return new Promise((resolve, reject) => {
    const endpoint = new URL(`${baseAddress}/v1beta/models/${task.model}:generateContent`);
    const options = {
      hostname: endpoint.hostname,
      port: endpoint.port,
      path: endpoint.pathname,
      method: 'POST',
      headers: { 'x-goog-api-key': apiKey, 'Content-Type': 'application/json' },
      timeout: 30000,
    };
    const request = http.request(options, (response) => {
      let body = '';
      response.on('data', (piece) => (body += piece));
      response.on('end', () => {
        // Nothing catches what is thrown here.
        const data = JSON.parse(body);
        let last;
        for (const part of data.candidates[0].content.parts) {
          if (part.inlineData) {
            const image = Buffer.from(part.inlineData.data, 'base64');
            const name = `${task.saveAs ?? 'picture'}.png`;
            if (task.operation === 'save') writeFileSync(join(outputFolder, name), image);
            last = picture(image, 'image/png', task.operation === 'save' ? name : undefined);
          }
        }
        resolve({ pictures: last ? [last] : [] });
      });
    });
    request.on('error', (error) => reject(new Failure(String(error))));
    request.write(JSON.stringify(requestBody(task)));
    request.end();
  });
}

serve({ name: 'article: Node', version: process.version, language: 'node', operations: ['generate', 'save'], processes: 4 }, run);

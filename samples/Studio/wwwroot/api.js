// @ts-check
// Talks with the Studio, and notices when it is gone.

/**
 * @typedef {{ file: string, mediaType: string, width: number, height: number, bytes: number, isDraft: boolean }} Picture
 * @typedef {{ id: string, parent: string | null, at: string, provider: string, model: string, aspectRatio: string | null,
 *   imageSize: string | null, prompt: string, inputs: Picture[], text: string | null, thoughts: string | null,
 *   pictures: Picture[], tokens: number | null, costUsd: number | null, seconds: number, live: boolean, fault: string | null,
 *   notOnDisk: string | null }} Turn
 * @typedef {{ provider?: string | null, model?: string | null, prompt?: string | null, aspectRatio?: string | null,
 *   imageSize?: string | null, parent?: string | null, inputs?: string[] | null, drafts?: boolean, fault?: string | null }} Order
 * @typedef {{ kind: string, whatHappened: string, cure: string, words: string | null, code: string | null,
 *   statusCode: number | null, requestId: string | null, attempts: number, billed: 'no' | 'perhaps' | 'yes',
 *   retry: 'safe' | 'perhapsBilledTwice' | 'useless', retryAfterSeconds: number | null, help: string | null,
 *   reply: { path: string, bytes: number, isText: boolean, isWhole: boolean } | null }} Failure
 * @typedef {{ id: string, order: Order, state: 'running' | 'done' | 'failed' | 'cancelled', elapsedSeconds: number,
 *   usualSeconds: number | null, width: number, height: number, priceUsd: number | null, turnId: string | null,
 *   failure: Failure | null }} Job
 * @typedef {{ spentUsd: number, pendingUsd: number, unpricedPictures: number, capUsd: number | null }} Money
 * @typedef {{ value: string, priceUsd: number | null, tokens: number | null, pixels: Record<string, number[]> | null }} Size
 * @typedef {{ id: string, refused: string | null, gone: boolean, ratios: string[], defaultRatio: string | null, sizes: Size[],
 *   defaultSize: string | null, defaultPriceUsd: number | null, usualSeconds: number | null, mostInputs: number | null,
 *   showsDrafts: boolean }} Model
 * @typedef {{ id: string, name: string, defaultModel: string, refused: string | null, models: Model[] }} Provider
 * @typedef {{ live: boolean, ratios: string[], mostInputBytes: number, providers: Provider[] }} Choices
 * @typedef {{ name: string, cases: { id: string, title: string, why: string }[] }} FaultGroup
 * @typedef {{ instance: string, money: Money, jobs: Job[], turns: Turn[] }} State
 * @typedef {{ cSharp: string, curl: string, python: string, node: string, requestJson: string | null }} Snippets
 * @typedef {{ id: string, facts: Picture }} Input
 */

/** What the Studio would not do, with what it said. */
export class Refused extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(`${failure.whatHappened} ${failure.cure}`);
    this.failure = failure;
  }
}

/** @param {string} what @returns {Failure} */
function lost(what) {
  return {
    kind: 'StudioGone', whatHappened: what, cure: 'See whether it still runs where you started it, then try again.',
    words: null, code: null, statusCode: null, requestId: null, attempts: 0, billed: 'no', retry: 'safe',
    retryAfterSeconds: null, help: null, reply: null,
  };
}

/** What became of a picture that a Studio was making when it ended. @returns {Failure} */
export const endedWithStudio = () => ({
  ...lost('The Studio ended while this picture was being made, and the picture was lost with it.'),
  cure: 'The Studio runs again: ask for the picture again.', attempts: 1, billed: 'perhaps', retry: 'perhapsBilledTwice',
});

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body] Sent as JSON; a Blob as it is.
 * @returns {Promise<any>}
 */
async function ask(method, path, body) {
  /** @type {Record<string, string>} */
  const headers = method === 'GET' ? {} : { 'X-Studio': '1' };
  if (body !== undefined) headers['Content-Type'] = body instanceof Blob ? 'application/octet-stream' : 'application/json';
  let reply;
  try {
    reply = await fetch(path, { method, headers, body: body instanceof Blob ? body : body === undefined ? null : JSON.stringify(body) });
  } catch {
    throw new Refused(lost('The Studio does not answer; nothing was sent.'));
  }
  const isJson = (reply.headers.get('Content-Type') ?? '').includes('json');
  const told = isJson ? await reply.json() : null;
  if (reply.ok) return told;
  throw new Refused(told?.whatHappened ? told : { ...lost(`The Studio answered ${reply.status}.`), cure: 'Load the page again.', retry: 'useless' });
}

/** @returns {Promise<Choices>} */
export const choices = () => ask('GET', '/api/choices');
/** @returns {Promise<FaultGroup[]>} */
export const faults = () => ask('GET', '/api/faults');
/** @param {Order} order @returns {Promise<Job>} */
export const start = order => ask('POST', '/api/jobs', order);
/** @param {string} id */
export const cancel = id => ask('DELETE', `/api/jobs/${id}`);
/** @param {string} id */
export const remove = id => ask('DELETE', `/api/turns/${id}`);
/** Tries again to write what the disk did not take. @returns {Promise<{ left: number }>} */
export const writeAgain = () => ask('POST', '/api/unwritten');
/** @param {string} id @returns {Promise<Order>} */
export const orderOf = id => ask('GET', `/api/turns/${id}/order`);
/** @param {Order} order @returns {Promise<Snippets>} */
export const snippets = order => ask('POST', '/api/snippets', order);
/** @param {Blob} file @returns {Promise<Input>} */
export const addInput = file => ask('POST', '/api/inputs', file);
/** The bytes of a failing reply, as text. @param {string} path */
export async function reply(path) {
  const found = await fetch(path);
  if (!found.ok) throw new Error('The reply is no longer kept.');
  return new Blob([await found.arrayBuffer()], { type: 'text/plain' });
}
/** @param {number | null} usd */
export const setCap = usd => ask('PUT', '/api/cap', { usd });
/** @param {string} turn @param {string} file */
export const pictureUrl = (turn, file) => `/api/turns/${turn}/${file}`;

/**
 * Listens to the Studio for as long as the page is open, and begins again when it went away.
 * @param {{ state(state: State): void, turn(turn: Turn): void, gone(id: string): void, job(job: Job): void,
 *   money(money: Money): void, connection(isThere: boolean): void }} told
 */
export function listen(told) {
  const firstPause = 500;
  const longestPause = 4000;
  // It says something every ten seconds, if only that there is nothing.
  const longestSilence = 25000;
  let pause = firstPause;

  /** @type {EventSource | null} */
  let current = null;

  function open() {
    if (current || document.hidden) return;
    const source = current = new EventSource('/api/events');
    let silence = setTimeout(lose, longestSilence);

    function lose() {
      clearTimeout(silence);
      source.close();
      if (current !== source) return;
      current = null;
      told.connection(false);
      setTimeout(open, pause);
      pause = Math.min(pause * 2, longestPause);
    }

    /** @param {string} kind @param {(what: any) => void} tell */
    function on(kind, tell) {
      source.addEventListener(kind, event => {
        clearTimeout(silence);
        silence = setTimeout(lose, longestSilence);
        tell(JSON.parse(event.data));
      });
    }

    on('state', state => {
      pause = firstPause;
      told.connection(true);
      told.state(state);
    });
    on('turn', told.turn);
    on('gone', gone => told.gone(gone.id));
    on('job', told.job);
    on('money', told.money);
    on('quiet', () => {});
    source.addEventListener('error', lose, { once: true });
  }

  // A browser has six connections to one server: tabs that nobody looks at leave theirs to the others.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) open();
    else if (current) {
      current.close();
      current = null;
    }
  });
  open();
}

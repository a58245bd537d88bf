// @ts-check
// Pictures being made: how long it has been, how long it usually takes, and a way out.
import { cancel } from './api.js';
import { byId, element, say, secondsText, usd } from './dom.js';

/** @typedef {import('./api.js').Job} Job */

const place = byId('waiting', HTMLDivElement);
/** @type {Map<string, { card: HTMLElement, begun: number, job: Job, told: boolean }>} */
const cards = new Map();

/** @param {Job} job */
function begin(job) {
  const frame = element('div', { className: 'skeleton' });
  frame.style.setProperty('--shape', job.width ? `${job.width} / ${job.height}` : '4 / 3');
  const stop = element('button', { type: 'button', className: 'button quiet', textContent: 'Cancel' });
  stop.addEventListener('click', async () => {
    stop.disabled = true;
    try {
      await cancel(job.id);
    } catch {
      stop.disabled = false; // It has just ended, or the Studio is gone: both are said elsewhere.
    }
  });
  const usual = job.usualSeconds;
  const card = element('article', { className: 'job', 'aria-label': 'A picture being made' },
    frame,
    element('div', { className: 'job-facts' },
      element('p', { className: 'job-time' }),
      element('progress', { max: usual ?? 1, 'aria-label': 'Time against the usual', hidden: !usual }),
      element('p', { className: 'hint clamp', textContent: job.order.prompt ?? '' }),
      element('p', { className: 'hint', textContent: job.order.fault ? `Plays ${job.order.fault}` : `${job.order.model ?? ''}, ${usd(job.priceUsd)}` }),
      stop));
  cards.set(job.id, { card, begun: performance.now() - job.elapsedSeconds * 1000, job, told: false });
  place.append(card);
  say(`Painting. ${usual ? `It usually takes ${secondsText(usual)}.` : ''}`);
}

function tick() {
  for (const one of cards.values()) {
    const seconds = (performance.now() - one.begun) / 1000;
    const usual = one.job.usualSeconds;
    // How far it is, or whether it is, the Studio alone knows.
    if (document.body.classList.contains('lost')) continue;
    const late = usual !== null && seconds > usual * 1.5 + 1;
    const line = one.card.querySelector('.job-time');
    if (line) line.textContent = `${secondsText(seconds)}${usual ? ` of usually ${secondsText(usual)}` : ''}${late ? ': longer than usual' : ''}`;
    const bar = one.card.querySelector('progress');
    if (bar && usual) bar.value = Math.min(seconds, usual);
    if (late && !one.told) {
      one.told = true;
      say('It takes longer than usual. You can cancel.');
    }
  }
}

/** Shows those that run. @param {Iterable<Job>} jobs */
export function waiting(jobs) {
  const running = [...jobs].filter(job => job.state === 'running');
  for (const [id, one] of cards) {
    if (!running.some(job => job.id === id)) {
      one.card.remove();
      cards.delete(id);
    }
  }
  for (const job of running) if (!cards.has(job.id)) begin(job);
  tick();
}

export const isWaiting = () => cards.size > 0;

setInterval(tick, 100);

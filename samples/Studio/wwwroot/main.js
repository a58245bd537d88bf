// @ts-check
// Ties the parts together: what is known, what is shown, and what happens on a click.
import * as api from './api.js';
import { allowEditing, beginEditing, compose, isEditing, order, problem } from './compose.js';
import { byId, say, tell, usd } from './dom.js';
import { noFailure, showFailure } from './failure.js';
import { offerFaults } from './faults.js';
import { showGallery, showStrip } from './history.js';
import { showPicture } from './picture.js';
import { inputs, picturesIn, sent } from './pictures-in.js';
import { isWaiting, waiting } from './waiting.js';

/** @type {Map<string, api.Turn>} */
const turns = new Map();
/** @type {Map<string, api.Job>} */
const jobs = new Map();
/** Pictures that this page asked for, and whose end it has not told yet. @type {Set<string>} */
const own = new Set();
/** @type {string | null} */
let shown = sessionStorage.getItem('studio-shown');
let instance = '';
let live = false;
// An order is on its way: its job may be heard of before the answer says that it is ours, and must not be ordered twice.
let ordering = false;

const paint = byId('paint', HTMLButtonElement);
const cap = byId('cap', HTMLInputElement);

function draw() {
  if (!shown || !turns.has(shown)) shown = [...turns.keys()].sort().at(-1) ?? null;
  const turn = shown ? turns.get(shown) ?? null : null;
  const busy = [...jobs.values()].some(job => job.state === 'running' && own.has(job.id));
  paint.disabled = busy || ordering;
  waiting(jobs.values());
  // The picture that comes takes the place of the one that is there.
  showPicture(busy ? null : turn, { edit: beginEditing, remove: removeShown, write: writeAgain });
  showStrip(turns, busy ? null : shown, show);
  showGallery(turns, shown, show);
  allowEditing(turn !== null && turn.fault === null, turn?.pictures.length === 0);
  byId('empty', HTMLDivElement).hidden = turn !== null || isWaiting() || byId('failure', HTMLDivElement).hasChildNodes();
}

/** @param {string} id */
function show(id) {
  shown = id;
  sessionStorage.setItem('studio-shown', id);
  noFailure();
  draw();
}

async function removeShown() {
  if (shown) await attempt(() => api.remove(String(shown)), null);
}

/** @param {HTMLButtonElement} button */
async function writeAgain(button) {
  const done = await attempt(api.writeAgain, null);
  // What was written is told as a turn that changed.
  if (done?.left === 0) say('All is on the disk.');
  else if (done) {
    tell(button, 'Still not on the disk');
    say('It is still not on the disk.');
  }
}

/** @param {api.Failure} failure @param {api.Order | null} what */
function failed(failure, what) {
  showFailure(failure, {
    live,
    case: what?.fault ?? null,
    again: what ? () => send(what) : null,
    change: () => byId('prompt', HTMLTextAreaElement).focus(),
  });
  draw();
}

/**
 * @template T
 * @param {() => Promise<T>} act
 * @param {api.Order | null} what
 * @returns {Promise<T | null>}
 */
async function attempt(act, what) {
  try {
    return await act();
  } catch (refused) {
    if (!(refused instanceof api.Refused)) throw refused;
    failed(refused.failure, what);
    return null;
  }
}

/** @param {api.Order} what */
async function send(what) {
  noFailure();
  ordering = paint.disabled = true;
  const job = await attempt(() => api.start(what), what).finally(() => {
    ordering = false;
    draw();
  });
  if (!job) return;
  own.add(job.id);
  keepOwn();
  // It may have ended before this was answered.
  const now = jobs.get(job.id) ?? job;
  jobs.set(job.id, now);
  if (now.state === 'running') draw();
  else ended(now);
  if (matchMedia('(max-width: 40rem)').matches) byId('stage', HTMLElement).scrollIntoView({ block: 'start' });
}

function keepOwn() {
  sessionStorage.setItem('studio-own', JSON.stringify([...own]));
}

/** @param {string} id The turn that has come. */
function came(id) {
  shown = id;
  sessionStorage.setItem('studio-shown', id);
  const turn = turns.get(id);
  const picture = turn?.pictures[0];
  const what = picture ? `Painted: ${picture.width} by ${picture.height} pixels.` : `The model answered in words: ${turn?.text ?? ''}`;
  say(turn?.notOnDisk ? `${what} It is not on the disk.` : what);
}

/** @param {api.Job} job */
function ended(job) {
  if (own.delete(job.id)) {
    keepOwn();
    if (job.state === 'done' && job.turnId) {
      came(job.turnId);
      sent(job.order.inputs ?? []);
    }
    if (job.state === 'failed' && job.failure) {
      failed(job.failure, job.order);
      return;
    }
    if (job.state === 'cancelled') say(live ? 'Cancelled. It may be billed all the same.' : 'Cancelled.');
  }
  draw();
}

/** @type {api.Money | null} */
let lastMoney = null;

/** @param {api.Money} money */
function showMoney(money) {
  lastMoney = money;
  const spent = money.spentUsd + money.pendingUsd;
  byId('spent', HTMLParagraphElement).textContent =
    `${live ? 'Spent' : 'Would have cost'} ${usd(spent)}${money.unpricedPictures ? `, and ${money.unpricedPictures} of unknown price` : ''}`;
  if (document.activeElement !== cap) cap.value = money.capUsd === null ? '' : String(money.capUsd);
  cap.classList.toggle('reached', money.capUsd !== null && spent >= money.capUsd);
}

/** Tells of a picture that the Studio knows nothing of any more. @param {string} id @param {api.Order | null} what */
function lose(id, what) {
  own.delete(id);
  keepOwn();
  if (turns.has(id)) {
    came(id);
    draw();
  } else {
    failed(api.endedWithStudio(), what);
  }
}

function listen() {
  api.listen({
    state(state) {
      if (instance && instance !== state.instance) say('The Studio was started again.');
      instance = state.instance;
      turns.clear();
      for (const turn of state.turns) turns.set(turn.id, turn);
      const before = new Map(jobs);
      jobs.clear();
      for (const job of state.jobs) jobs.set(job.id, job);
      showMoney(state.money);
      draw();
      // What ended while this page could not hear it: it was hidden, loaded again, or the Studio was gone.
      for (const id of [...own]) {
        const job = jobs.get(id);
        if (job && job.state !== 'running') ended(job);
        else if (!job) lose(id, before.get(id)?.order ?? null);
      }
    },
    turn(turn) { turns.set(turn.id, turn); draw(); },
    gone(id) { turns.delete(id); draw(); },
    job(job) {
      jobs.set(job.id, job);
      if (job.state === 'running') draw();
      else ended(job);
    },
    money: showMoney,
    connection(isThere) {
      const line = byId('connection', HTMLParagraphElement);
      const was = line.textContent;
      line.textContent = isThere ? '' : 'The Studio does not answer. Trying again …';
      document.body.classList.toggle('lost', !isThere);
      if (isThere && was) say('The Studio is back.');
    },
  });
}

async function begin() {
  const choices = await api.choices();
  live = choices.live;
  const mode = byId('mode', HTMLParagraphElement);
  mode.textContent = live ? 'Live: pictures cost money' : 'Emulator: costs nothing';
  mode.classList.toggle('live', live);
  for (const id of JSON.parse(sessionStorage.getItem('studio-own') ?? '[]')) own.add(String(id));
  compose(choices);
  picturesIn(choices.mostInputBytes);
  listen();
  await offerFaults(id => send({ fault: id }));
}

byId('compose', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault();
  if (paint.disabled) return;
  const asked = order(shown, inputs());
  if (!asked.prompt?.trim()) {
    problem(isEditing() ? 'Say what is to be changed.' : 'Say what is to be painted.');
    byId('prompt', HTMLTextAreaElement).focus();
    return;
  }
  send(asked);
});

byId('prompt', HTMLTextAreaElement).addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) byId('compose', HTMLFormElement).requestSubmit();
});

cap.addEventListener('change', () => {
  // What is no number reads as nothing, and nothing is no cap.
  if (!cap.reportValidity()) return;
  const usd = cap.value === '' ? null : Number(cap.value);
  attempt(() => api.setCap(usd), null);
});
// What was not taken does not stand there as if it had been.
cap.addEventListener('blur', () => { if (lastMoney && !cap.validity.valid) showMoney(lastMoney); });
// It stands beside the form; Enter is enough.
cap.addEventListener('keydown', event => { if (event.key === 'Enter') cap.blur(); });

begin().catch(() => {
  byId('connection', HTMLParagraphElement).textContent = 'The Studio does not answer. Start it, then load the page again.';
});

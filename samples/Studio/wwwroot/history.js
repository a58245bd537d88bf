// @ts-check
// All pictures, and the turns that led to the one that is shown.
import { pictureUrl } from './api.js';
import { byId, element } from './dom.js';

/** @typedef {import('./api.js').Turn} Turn */

const gallery = byId('gallery', HTMLUListElement);
const strip = byId('strip', HTMLElement);

/** @param {Turn} turn @param {string} label @param {boolean} isShown @param {(id: string) => void} show */
function thumb(turn, label, isShown, show) {
  const picture = turn.pictures[0];
  const open = element('button', { type: 'button', className: 'thumb', 'aria-label': label, 'aria-current': isShown ? 'true' : undefined, title: turn.prompt });
  open.dataset.turn = turn.id;
  if (picture) open.append(element('img', { src: pictureUrl(turn.id, picture.file), alt: '', loading: 'lazy', decoding: 'async', width: picture.width, height: picture.height }));
  else open.append(element('span', { className: 'said', 'aria-hidden': 'true', textContent: turn.text ?? '' }));
  open.addEventListener('click', () => show(turn.id));
  return open;
}

/** The turns before one, itself, and the newest of those after it. @param {Map<string, Turn>} turns @param {string} id */
function path(turns, id) {
  /** @type {Turn[]} */
  const found = [];
  for (let turn = turns.get(id); turn; turn = turn.parent ? turns.get(turn.parent) : undefined) found.unshift(turn);
  for (let next = children(turns, id).at(-1); next; next = children(turns, next.id).at(-1)) found.push(next);
  return found;
}

/** @param {Map<string, Turn>} turns @param {string | null} parent */
function children(turns, parent) {
  return [...turns.values()].filter(turn => turn.parent !== null && turn.parent === parent).sort((a, b) => a.id.localeCompare(b.id));
}

/** @param {Map<string, Turn>} turns @param {string | null} shown @param {(id: string) => void} show */
export function showStrip(turns, shown, show) {
  const steps = shown ? path(turns, shown) : [];
  strip.hidden = steps.length < 2;
  const focused = document.activeElement instanceof HTMLElement && strip.contains(document.activeElement) ? document.activeElement.dataset.turn : null;
  strip.replaceChildren(element('ol', {}, ...steps.map((turn, i) => {
    const branches = turn.parent ? children(turns, turn.parent) : [];
    const at = branches.findIndex(one => one.id === turn.id);
    const step = element('li', {}, thumb(turn, `Turn ${i + 1}: ${turn.prompt}`, turn.id === shown, show),
      element('span', { className: 'hint clamp', textContent: turn.prompt }));
    if (branches.length > 1) {
      const next = branches[(at + 1) % branches.length];
      const turnTo = element('button', { type: 'button', className: 'branch', textContent: `Branch ${at + 1} of ${branches.length}`, 'aria-label': `Branch ${at + 1} of ${branches.length}: show the next` });
      turnTo.addEventListener('click', () => { if (next) show(next.id); });
      step.append(turnTo);
    }
    return step;
  })));
  if (focused) for (const one of strip.querySelectorAll('button')) if (one.dataset.turn === focused) one.focus();
}

/** A turn is written later, so its mark may go. @param {Element} item @param {Turn} turn */
function markUnwritten(item, turn) {
  const mark = item.querySelector('.unwritten');
  if (turn.notOnDisk === null) mark?.remove();
  else if (!mark) item.append(element('span', { className: 'badge unwritten', textContent: 'not on the disk' }));
}

/** @param {Map<string, Turn>} turns @param {string | null} shown @param {(id: string) => void} show */
export function showGallery(turns, shown, show) {
  const wanted = [...turns.values()].sort((a, b) => b.id.localeCompare(a.id));
  const there = new Map([...gallery.children].map(item => [item instanceof HTMLElement ? item.dataset.turn : '', item]));
  for (const [id, item] of there) if (!wanted.some(turn => turn.id === id)) item.remove();
  wanted.forEach((turn, i) => {
    let item = there.get(turn.id);
    if (!item) {
      item = element('li', {}, thumb(turn, turn.prompt, false, show), turn.fault ? element('span', { className: 'badge', textContent: 'played' }) : null);
      if (item instanceof HTMLElement) item.dataset.turn = turn.id;
    }
    markUnwritten(item, turn);
    if (gallery.children[i] !== item) gallery.insertBefore(item, gallery.children[i] ?? null);
    const open = item.querySelector('button');
    if (turn.id === shown) open?.setAttribute('aria-current', 'true');
    else open?.removeAttribute('aria-current');
  });
  byId('gallery-count', HTMLSpanElement).textContent = String(wanted.filter(turn => turn.pictures.length).length || '');
  const section = gallery.closest('section');
  if (section) section.hidden = wanted.length === 0;
}

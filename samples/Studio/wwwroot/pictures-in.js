// @ts-check
// Pictures that go along: dropped, pasted or chosen. What is too large is told before anything is sent.
import { addInput, Refused } from './api.js';
import { byId, bytesText, element, say } from './dom.js';

const list = byId('inputs', HTMLUListElement);
const drop = byId('drop', HTMLDivElement);
/** @type {{ id: string, item: HTMLElement }[]} */
let taken = [];
let mostBytes = 20e6;

/** @param {string} text */
function problem(text) {
  byId('inputs-problem', HTMLParagraphElement).textContent = text;
}

/** @param {Iterable<File>} files */
async function take(files) {
  problem('');
  for (const file of files) {
    if (file.size > mostBytes) {
      problem(`${file.name} has ${bytesText(file.size)}; up to ${bytesText(mostBytes)} can be sent. It was not sent.`);
      continue;
    }
    try {
      const input = await addInput(file);
      if (taken.some(one => one.id === input.id)) continue;
      const remove = element('button', { type: 'button', className: 'remove', textContent: '×', 'aria-label': `Leave ${file.name} out` });
      const item = element('li', {},
        element('img', { src: `/api/inputs/${input.id}`, alt: file.name, title: `${file.name}, ${input.facts.width} × ${input.facts.height}` }), remove);
      remove.addEventListener('click', () => {
        item.remove();
        taken = taken.filter(one => one.id !== input.id);
        byId('files', HTMLInputElement).focus();
      });
      taken.push({ id: input.id, item });
      list.append(item);
      say(`${file.name} goes along.`);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      problem(`${file.name}: ${refused.message}`);
    }
  }
}

export const inputs = () => taken.map(one => one.id);

export function noInputs() {
  taken = [];
  list.replaceChildren();
  problem('');
}

/** @param {number} bytes The most that one may have. */
export function picturesIn(bytes) {
  mostBytes = bytes;
  const files = byId('files', HTMLInputElement);
  files.addEventListener('change', async () => {
    await take(files.files ?? []);
    files.value = '';
  });
  document.addEventListener('paste', event => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length) {
      event.preventDefault();
      take(pasted);
    }
  });
  document.addEventListener('dragover', event => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    drop.hidden = false;
  });
  document.addEventListener('dragleave', event => { if (event.relatedTarget === null) drop.hidden = true; });
  document.addEventListener('drop', event => {
    event.preventDefault();
    drop.hidden = true;
    take(event.dataTransfer?.files ?? []);
  });
}

// @ts-check
// Pictures that go along: dropped, pasted or chosen. What is too large is told before anything is sent.
import { addInput, Refused } from './api.js';
import { byId, bytesText, element, say } from './dom.js';

const list = byId('inputs', HTMLUListElement);
const drop = byId('drop', HTMLDivElement);
const kept = 'studio-inputs';
/** @type {{ id: string, name: string, pixels: string, item: HTMLElement }[]} */
let taken = [];
let mostBytes = 20e6;

/** @param {string[]} lines */
function problems(lines) {
  byId('inputs-problem', HTMLParagraphElement).textContent = lines.join('\n');
}

function keep() {
  sessionStorage.setItem(kept, JSON.stringify(taken.map(({ id, name, pixels }) => ({ id, name, pixels }))));
}

/** @param {string} id */
function leaveOut(id) {
  for (const one of taken) if (one.id === id) one.item.remove();
  taken = taken.filter(one => one.id !== id);
  keep();
}

/** @param {string} id @param {string} name @param {string} pixels */
function add(id, name, pixels) {
  if (taken.some(one => one.id === id)) return;
  const remove = element('button', { type: 'button', className: 'remove', textContent: '×', 'aria-label': `Leave ${name} out` });
  const image = element('img', { src: `/api/inputs/${id}`, alt: name, title: `${name}, ${pixels}` });
  // The Studio keeps the last ones only, and none when it ends.
  image.addEventListener('error', () => leaveOut(id));
  remove.addEventListener('click', () => {
    leaveOut(id);
    byId('files', HTMLInputElement).focus();
  });
  const item = element('li', {}, image, remove);
  taken.push({ id, name, pixels, item });
  list.append(item);
  keep();
}

/** Whether there are bytes to be read: a folder is dropped like a file. @param {File} file */
const isReadable = file => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

/** @param {Iterable<File>} files */
async function take(files) {
  /** @type {string[]} */
  const wrong = [];
  problems(wrong);
  for (const file of files) {
    if (!await isReadable(file)) {
      wrong.push(`${file.name} cannot be read: it is a folder, or it is gone. It was not sent.`);
    } else if (file.size > mostBytes) {
      wrong.push(`${file.name} has ${bytesText(file.size)}; up to ${bytesText(mostBytes)} can be sent. It was not sent.`);
    } else {
      try {
        const input = await addInput(file);
        add(input.id, file.name, `${input.facts.width} × ${input.facts.height}`);
        say(`${file.name} goes along.`);
      } catch (refused) {
        if (!(refused instanceof Refused)) throw refused;
        wrong.push(`${file.name}: ${refused.message}`);
      }
    }
  }
  problems(wrong);
}

export const inputs = () => taken.map(one => one.id);

/** Takes pictures away that have been sent; those that came meanwhile are for the next order. @param {string[]} ids */
export function sent(ids) {
  ids.forEach(leaveOut);
}

/** @param {number} bytes The most that one may have. */
export function picturesIn(bytes) {
  mostBytes = bytes;
  const files = byId('files', HTMLInputElement);
  files.addEventListener('change', async () => {
    await take([...files.files ?? []]);
    files.value = '';
  });
  document.addEventListener('paste', event => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    // A table that is copied is a text with a picture of itself: in a field it is the text.
    const isText = event.target instanceof Element && event.target.matches('textarea, input')
      && Boolean(event.clipboardData?.types.includes('text/plain'));
    if (pasted.length && !isText) {
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
    // A text may be dropped into the prompt.
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    drop.hidden = true;
    take([...event.dataTransfer.files]);
  });
  for (const one of JSON.parse(sessionStorage.getItem(kept) ?? '[]')) add(String(one.id), String(one.name), String(one.pixels));
}

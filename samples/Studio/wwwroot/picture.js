// @ts-check
// One picture: fitted to the window, with what there is to know about it.
import { orderOf, pictureUrl, Refused, snippets } from './api.js';
import { byId, bytesText, copy, element, fill, secondsText, usd } from './dom.js';

/** @typedef {import('./api.js').Turn} Turn */
/** @typedef {import('./api.js').Picture} Picture */

const place = byId('shown', HTMLElement);
const zoomed = byId('zoom', HTMLDialogElement);
const code = byId('code', HTMLDialogElement);
const types = /** @type {Record<string, string>} */ ({ 'image/png': 'PNG', 'image/jpeg': 'JPEG', 'image/webp': 'WebP', 'image/gif': 'GIF' });
const endings = /** @type {Record<string, string>} */ ({ 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif' });

/** @param {string} name @param {string | null} value */
function fact(name, value) {
  return value === null ? [] : [element('div', {}, element('dt', { textContent: name }), element('dd', { textContent: value }))];
}

/** @param {string} text @param {() => void} act @param {string} [looks] */
function button(text, act, looks = 'quiet') {
  const made = element('button', { type: 'button', className: `button ${looks}`, textContent: text });
  made.addEventListener('click', act);
  return made;
}

/** A name for the file of a picture. @param {Turn} turn @param {Picture} picture */
function fileName(turn, picture) {
  const words = turn.prompt.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
  return `${words || 'picture'}.${endings[picture.mediaType] ?? 'bin'}`;
}

/** @param {Turn} turn @param {Picture} picture */
function zoom(turn, picture) {
  const close = button('Close', () => zoomed.close());
  const pane = element('div', { className: 'zoom-pane', tabIndex: 0, role: 'region', 'aria-label': 'Scroll to see all of it' },
    element('img', { src: pictureUrl(turn.id, picture.file), alt: turn.prompt, width: picture.width, height: picture.height }));
  zoomed.replaceChildren(element('div', { className: 'dialog-bar' },
    element('p', { textContent: `${picture.width} × ${picture.height} pixels, one to one` }), close), pane);
  zoomed.showModal();
}

/** @param {Turn} turn */
async function showCode(turn) {
  let made;
  try {
    made = await snippets(await orderOf(turn.id));
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    code.replaceChildren(element('h2', { id: 'code-title', textContent: 'As code' }), element('p', { textContent: problem.message }), button('Close', () => code.close()));
    code.showModal();
    return;
  }
  const languages = /** @type {[string, string][]} */ ([['C#', made.cSharp], ['curl', made.curl], ['Python', made.python], ['Node', made.node]]);
  const text = element('code');
  const pane = element('pre', { tabIndex: 0, 'aria-label': 'Code' }, text);
  const choice = element('fieldset', { className: 'segments' }, element('legend', { className: 'hidden', textContent: 'Language' }));
  for (const [name, written] of languages) {
    const input = element('input', { type: 'radio', name: 'language', id: `language-${name}`, checked: name === 'C#' });
    input.addEventListener('change', () => { text.textContent = written; });
    choice.append(input, element('label', { htmlFor: input.id, textContent: name }));
  }
  text.textContent = made.cSharp;
  const copier = button('Copy', () => copy(copier, text.textContent ?? ''), 'main');
  const actions = element('div', { className: 'actions' }, copier);
  const request = made.requestJson;
  const copyRequest = button('Copy request.json', () => copy(copyRequest, request ?? ''));
  if (request) actions.append(copyRequest);
  actions.append(button('Close', () => code.close()));
  code.replaceChildren(
    element('h2', { id: 'code-title', textContent: 'The same request as code' }),
    element('p', { className: 'hint', textContent: 'The key comes from your environment; it is in none of them.' + (request ? ' The pictures and earlier turns stand in request.json, which the code reads.' : '') }),
    choice, pane, actions);
  code.showModal();
}

/** @param {Turn} turn */
function apart(turn) {
  const drafts = turn.pictures.filter(picture => picture.isDraft);
  if (!drafts.length && !turn.thoughts) return null;
  return element('details', { className: 'apart' },
    element('summary', { textContent: `Drafts and thoughts (${drafts.length} picture${drafts.length === 1 ? '' : 's'})` }),
    turn.thoughts ? element('p', { className: 'thoughts', textContent: turn.thoughts }) : null,
    element('div', { className: 'thumbs' }, ...drafts.map(picture => {
      const open = button('', () => zoom(turn, picture), 'thumb');
      open.setAttribute('aria-label', `Draft, ${picture.width} × ${picture.height}`);
      open.append(element('img', { src: pictureUrl(turn.id, picture.file), alt: '', loading: 'lazy', width: picture.width, height: picture.height }));
      return open;
    })));
}

/** The picture, or what the model said in its place. @param {Turn} turn @param {Picture | undefined} picture */
function result(turn, picture) {
  const said = turn.text ? element('p', { className: 'answered', textContent: turn.text }) : null;
  const asked = element('p', { className: 'asked', textContent: turn.prompt });
  if (!picture) {
    return element('section', { className: 'words', 'aria-labelledby': 'words-title' },
      asked, element('h2', { id: 'words-title', className: 'hint', textContent: 'The model answered in words, and painted nothing' }), said);
  }
  const open = button('', () => zoom(turn, picture), 'frame');
  open.setAttribute('aria-label', 'Zoom');
  open.style.setProperty('--shape', String(picture.width / picture.height));
  open.append(element('img', { src: pictureUrl(turn.id, picture.file), alt: turn.prompt, width: picture.width, height: picture.height }));
  return element('figure', {}, open, element('figcaption', {}, asked, said));
}

/** What is in memory alone, and what can be done about it. @param {Turn} turn @param {(button: HTMLButtonElement) => void} write */
function notOnDisk(turn, write) {
  if (turn.notOnDisk === null) return null;
  const again = button('Write it again', () => write(again));
  return element('section', { className: 'notice', 'aria-label': 'Not on the disk' },
    element('p', {}, element('strong', { textContent: 'Not on the disk: ' }), turn.notOnDisk),
    element('p', { textContent: turn.pictures.length ? 'Download it before you end the Studio, or make room and have it written again.' : 'It goes when the Studio ends. Make room and have it written again.' }),
    element('div', { className: 'actions' }, again));
}

/**
 * @param {Turn | null} turn
 * @param {{ edit: () => void, remove: () => void, write: (button: HTMLButtonElement) => void }} ways
 */
export function showPicture(turn, ways) {
  place.hidden = turn === null;
  const picture = turn?.pictures[0];
  if (!turn) {
    place.replaceChildren();
    return;
  }
  const what = `${turn.id} ${turn.notOnDisk ?? ''}`;
  if (place.dataset.turn === what && place.hasChildNodes()) return;
  place.dataset.turn = what;
  const removal = button('Delete', () => {
    if (removal.dataset.sure) ways.remove();
    else {
      removal.dataset.sure = 'yes';
      removal.textContent = 'Delete for good';
    }
  }, 'quiet danger');
  removal.addEventListener('blur', () => { delete removal.dataset.sure; removal.textContent = 'Delete'; });
  fill(place,
    result(turn, picture),
    notOnDisk(turn, ways.write),
    element('dl', { className: 'facts' },
      ...(picture ? [
        ...fact('Type', types[picture.mediaType] ?? picture.mediaType),
        ...fact('Pixels', `${picture.width} × ${picture.height}`),
        ...fact('File', bytesText(picture.bytes)),
      ] : []),
      ...fact('Tokens', turn.tokens === null ? null : turn.tokens.toLocaleString('en')),
      ...fact('Cost', turn.fault ? 'nothing, it was played' : turn.live ? usd(turn.costUsd) : turn.costUsd === null ? 'nothing here; not known there' : `nothing here; ${usd(turn.costUsd)} there`),
      ...fact('Time', secondsText(turn.seconds)),
      ...fact('Model', turn.model),
      ...fact('Played', turn.fault)),
    element('div', { className: 'actions' },
      turn.fault ? null : button(picture ? 'Change it' : 'Answer', ways.edit, 'main'),
      picture ? button('Zoom', () => zoom(turn, picture)) : null,
      picture ? element('a', { className: 'button quiet', href: pictureUrl(turn.id, picture.file), download: fileName(turn, picture), textContent: 'Download' }) : null,
      turn.fault ? null : button('Copy as code', () => showCode(turn)),
      removal),
    apart(turn));
}

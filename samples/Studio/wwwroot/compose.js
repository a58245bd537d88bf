// @ts-check
// What is to be painted: prompt, provider, model, shape, size, and what it costs.
import { byId, element, secondsText, usd } from './dom.js';

/** @typedef {import('./api.js').Choices} Choices */
/** @typedef {import('./api.js').Model} Model */
/** @typedef {import('./api.js').Order} Order */

const kept = 'studio-draft';
const prompt = byId('prompt', HTMLTextAreaElement);
const provider = byId('provider', HTMLSelectElement);
const model = byId('model', HTMLSelectElement);
const ratios = byId('ratios', HTMLDivElement);
const sizes = byId('sizes', HTMLDivElement);
const drafts = byId('drafts', HTMLInputElement);
const wayNew = byId('way-new', HTMLInputElement);
const wayEdit = byId('way-edit', HTMLInputElement);

/** @type {Choices} */
let choices;
/** Whether it is words that would be gone on from, not a picture. */
let answers = false;
/** @type {{ ratio: string, size: string }} What was chosen last, also where the model of the moment refuses it. */
const wanted = { ratio: '', size: '' };

/** @returns {Model} */
function chosenModel() {
  const one = choices.providers.find(one => one.id === provider.value) ?? choices.providers[0];
  const found = one?.models.find(known => known.id === model.value) ?? one?.models[0];
  if (!found) throw new Error('There is no model to choose.');
  return found;
}

/** @param {HTMLElement} group */
function checked(group) {
  return group.querySelector('input:checked')?.getAttribute('value') ?? '';
}

/** @param {string} ratio Width and height of a shape as wide or as high as a tile's picture of it. */
function shape(ratio) {
  const [w = 1, h = 1] = (ratio || '1:1').split(':').map(Number);
  const drawn = element('span', { className: ratio ? 'shape' : 'shape open', 'aria-hidden': 'true' });
  drawn.style.aspectRatio = `${w} / ${h}`;
  drawn.style.setProperty(w >= h ? 'width' : 'height', '1.75rem');
  return drawn;
}

/**
 * @param {string} group
 * @param {string} value
 * @param {boolean} isRefused
 * @param {boolean} isChecked
 * @param {...(Node | null)} inside
 */
function tile(group, value, isRefused, isChecked, ...inside) {
  const id = `${group}-${value.replace(':', 'x') || 'any'}`;
  const input = element('input', { type: 'radio', name: group, id, value, disabled: isRefused, checked: isChecked, className: 'hidden' });
  return element('span', { className: 'tile' }, input, element('label', { htmlFor: id }, ...inside));
}

function offerModels() {
  const one = choices.providers.find(known => known.id === provider.value);
  if (!one) return;
  model.replaceChildren(...one.models.map(known => element('option', {
    value: known.id, disabled: known.gone, textContent: known.refused ? `${known.id} (${known.refused})` : known.id,
  })));
  model.value = one.defaultModel;
  const others = choices.providers.filter(known => known.refused);
  byId('provider-hint', HTMLParagraphElement).textContent = others.map(known => `${known.name}: ${known.refused}`).join(' ');
}

function offerShapes() {
  const chosen = chosenModel();
  const ratio = chosen.ratios.includes(wanted.ratio) ? wanted.ratio : '';
  ratios.replaceChildren(
    tile('ratio', '', false, ratio === '', shape(''), element('span', { textContent: 'any' })),
    ...choices.ratios.map(value => tile('ratio', value, !chosen.ratios.includes(value), ratio === value,
      shape(value), element('span', { textContent: value }))));
  const refused = choices.ratios.filter(value => !chosen.ratios.includes(value));
  byId('ratios-hint', HTMLParagraphElement).textContent =
    (ratio === '' ? `With any, ${chosen.defaultRatio ? `a new picture is ${chosen.defaultRatio}` : 'the model chooses'}. ` : '') +
    (refused.length ? `${chosen.id} does not make ${refused.join(', ')}.` : '');
  offerSizes();
}

function offerSizes() {
  const chosen = chosenModel();
  const values = chosen.sizes.map(size => size.value);
  const known = [...new Set((choices.providers.find(one => one.id === provider.value)?.models ?? [])
    .flatMap(one => one.sizes.map(size => size.value)))].sort((a, b) => pixelsOfName(a) - pixelsOfName(b));
  const size = values.includes(wanted.size) ? wanted.size : chosen.defaultSize ?? values[0] ?? '';
  const ratio = checked(ratios) || chosen.defaultRatio;
  sizes.replaceChildren(...(values.length ? known : ['']).map(value => {
    const offered = chosen.sizes.find(one => one.value === value);
    const pixels = ratio ? offered?.pixels?.[ratio] : undefined;
    return tile('size', value, values.length > 0 && !offered, value === size,
      element('strong', { textContent: value || 'its own' }),
      element('span', { textContent: pixels ? `${pixels[0]} × ${pixels[1]}` : offered?.pixels && !ratio ? 'pixels by shape' : offered || !value ? 'pixels not known' : 'not made' }),
      offered || !value ? element('span', { textContent: usd(offered ? offered.priceUsd : chosen.defaultPriceUsd) }) : null);
  }));
  const refused = values.length ? known.filter(value => !values.includes(value)) : [];
  byId('sizes-hint', HTMLParagraphElement).textContent =
    values.length === 0 ? `The size of ${chosen.id} cannot be chosen.`
      : refused.length ? `${chosen.id} does not make ${refused.join(', ')}.` : '';
  byId('drafts-field', HTMLDivElement).hidden = !chosen.showsDrafts;
  sumUp();
}

/** @param {string} name `0.5K`, `512`, `2K` */
function pixelsOfName(name) {
  const number = parseFloat(name);
  return name.endsWith('K') ? number * 1024 : number;
}

/** @returns {number | null} */
function price() {
  const chosen = chosenModel();
  const size = chosen.sizes.find(one => one.value === checked(sizes));
  return size ? size.priceUsd : chosen.defaultPriceUsd;
}

function sumUp() {
  const chosen = chosenModel();
  const ratio = checked(ratios) || 'any shape';
  byId('settings-summary', HTMLSpanElement).textContent = [ratio, checked(sizes), chosen.id].filter(Boolean).join(' · ');
  const cost = price();
  const line = byId('price', HTMLParagraphElement);
  const time = chosen.usualSeconds && choices.live ? `, usually ${secondsText(chosen.usualSeconds)}` : '';
  line.replaceChildren(element('strong', { textContent: cost === null ? 'Price not known' : usd(cost) }),
    choices.live ? `for this picture${time}` : 'there; nothing on the emulator');
}

function keep() {
  sessionStorage.setItem(kept, JSON.stringify({
    prompt: prompt.value, provider: provider.value, model: model.value, ...wanted, drafts: drafts.checked, isEdit: wayEdit.checked,
  }));
}

function restore() {
  let draft;
  try {
    draft = JSON.parse(sessionStorage.getItem(kept) ?? '{}');
  } catch {
    draft = {};
  }
  prompt.value = String(draft.prompt ?? '');
  if (choices.providers.some(one => one.id === draft.provider && !one.refused)) provider.value = draft.provider;
  offerModels();
  if ([...model.options].some(option => option.value === draft.model && !option.disabled)) model.value = draft.model;
  wanted.ratio = String(draft.ratio ?? '');
  wanted.size = String(draft.size ?? '');
  drafts.checked = Boolean(draft.drafts);
  wayEdit.checked = Boolean(draft.isEdit);
}

/** Fills the form. @param {Choices} offered */
export function compose(offered) {
  choices = offered;
  provider.replaceChildren(...offered.providers.map(one => element('option', {
    value: one.id, disabled: Boolean(one.refused), textContent: one.name,
  })));
  provider.value = offered.providers.find(one => !one.refused)?.id ?? '';
  restore();
  offerShapes();
  provider.addEventListener('change', () => { offerModels(); offerShapes(); });
  model.addEventListener('change', offerShapes);
  ratios.addEventListener('change', () => {
    wanted.ratio = checked(ratios);
    byId('ratios-hint', HTMLParagraphElement).textContent = '';
    offerSizes();
  });
  sizes.addEventListener('change', () => { wanted.size = checked(sizes); sumUp(); });
  byId('compose', HTMLFormElement).addEventListener('input', keep);
  prompt.addEventListener('input', () => problem(''));
  byId('compose', HTMLFormElement).addEventListener('change', sayWay);
  // On a phone the prompt and the picture come first.
  if (matchMedia('(max-width: 40rem)').matches) byId('settings', HTMLDetailsElement).open = false;
}

/** Says what is wrong with the prompt. @param {string} text */
export function problem(text) {
  byId('prompt-problem', HTMLParagraphElement).textContent = text;
  prompt.setAttribute('aria-invalid', String(Boolean(text)));
}

function sayWay() {
  byId('way-edit-label', HTMLLabelElement).textContent = answers ? 'Answer this' : 'Change this';
  byId('prompt-label', HTMLLabelElement).textContent =
    !wayEdit.checked ? 'What is to be painted?' : answers ? 'What do you answer?' : 'What is to be changed?';
}

/** Whether what is shown can be gone on from. @param {boolean} can @param {boolean} isWords Whether it is no picture. */
export function allowEditing(can, isWords) {
  answers = isWords;
  wayEdit.disabled = !can;
  if (!can) wayNew.checked = true;
  sayWay();
}

export function beginEditing() {
  wayEdit.checked = true;
  sayWay();
  prompt.value = '';
  keep();
  prompt.focus();
}

export const isEditing = () => wayEdit.checked;

/** What is asked for. @param {string | null} shown The picture that is shown. @param {string[]} inputs @returns {Order} */
export function order(shown, inputs) {
  return {
    provider: provider.value, model: model.value, prompt: prompt.value, aspectRatio: checked(ratios) || null,
    imageSize: checked(sizes) || null, parent: isEditing() ? shown : null, inputs,
    drafts: drafts.checked && chosenModel().showsDrafts,
  };
}

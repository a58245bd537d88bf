// @ts-check
// The emulator misbehaves on request, in each way that somebody has met.
import { faults } from './api.js';
import { byId, element } from './dom.js';

/** @param {(id: string) => void} play */
export async function offerFaults(play) {
  const list = byId('fault', HTMLSelectElement);
  const filter = byId('fault-filter', HTMLInputElement);
  const why = byId('fault-why', HTMLParagraphElement);
  const groups = await faults();
  const names = /** @type {Record<string, string>} */ ({
    auth: 'The key', request: 'The request', response: 'The reply', payload: 'The picture in it', http: 'HTTP', transport: 'The connection',
    time: 'Time', stream: 'Streams', behaviour: 'Conduct',
  });

  function explain() {
    const one = groups.flatMap(group => group.cases).find(known => known.id === list.value);
    why.textContent = one ? `${one.why} (${one.id})` : 'Nothing is called that.';
    byId('fault-play', HTMLButtonElement).disabled = !one;
  }

  function offer() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren(...groups.map(group => element('optgroup', { label: names[group.name] ?? group.name },
      ...group.cases
        .filter(one => words.every(word => `${one.id} ${one.title} ${one.why}`.toLowerCase().includes(word)))
        .map(one => element('option', { value: one.id, textContent: one.title }))))
      .filter(group => group.childElementCount));
    explain();
  }

  filter.addEventListener('input', offer);
  // It stands in a form, which Enter would send.
  filter.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault(); });
  list.addEventListener('change', explain);
  byId('fault-play', HTMLButtonElement).addEventListener('click', () => play(list.value));
  offer();
}

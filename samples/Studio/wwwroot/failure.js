// @ts-check
// What went wrong: what happened, the cure, the provider's words, whether it was billed, and what can be done.
import { reply as replyBytes } from './api.js';
import { byId, bytesText, copy, element, say } from './dom.js';

/** @typedef {import('./api.js').Failure} Failure */

const place = byId('failure', HTMLDivElement);
const billed = { no: 'Not billed', perhaps: 'May have been billed', yes: 'Billed' };

/** `TextInsteadOfImage` as words. @param {string} kind */
function words(kind) {
  const apart = kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return apart.charAt(0).toUpperCase() + apart.slice(1);
}

/** @param {string} name @param {string | number | null} value */
function fact(name, value) {
  return value === null || value === '' ? [] : [element('div', {}, element('dt', { textContent: name }), element('dd', { textContent: String(value) }))];
}

export function noFailure() {
  place.replaceChildren();
}

/**
 * @param {Failure} failure
 * @param {{ live: boolean, again: (() => void) | null, change: () => void, case: string | null }} ways
 */
export function showFailure(failure, ways) {
  const isLive = ways.live && ways.case === null;
  const actions = element('div', { className: 'actions' });
  if (ways.again && failure.retry !== 'useless') {
    const risky = failure.retry === 'perhapsBilledTwice' && isLive;
    const again = element('button', { type: 'button', className: 'button main', textContent: risky ? 'Try again, and perhaps pay twice' : 'Try again' });
    again.addEventListener('click', ways.again);
    actions.append(again);
  } else if (!ways.case) {
    const change = element('button', { type: 'button', className: 'button quiet', textContent: 'Change the prompt' });
    change.addEventListener('click', ways.change);
    actions.append(change);
  }
  const reply = failure.reply;
  if (reply) {
    const size = reply.isWhole ? bytesText(reply.bytes) : `the first ${bytesText(reply.bytes)}`;
    if (reply.isText) {
      const copyReply = element('button', { type: 'button', className: 'button quiet', textContent: 'Copy the reply', title: `As it came, but for the key: ${size}` });
      copyReply.addEventListener('click', () => copy(copyReply, replyBytes(reply.path)));
      actions.append(copyReply);
    } else {
      actions.append(element('a', { className: 'button quiet', href: reply.path, download: '', textContent: 'Save the reply', title: `Its bytes as they came: ${size}` }));
    }
  }
  const close = element('button', { type: 'button', className: 'button quiet', textContent: 'Dismiss' });
  close.addEventListener('click', noFailure);
  actions.append(close);

  place.replaceChildren(element('article', { className: 'failure', 'aria-labelledby': 'failure-title' },
    element('header', {},
      element('h2', { id: 'failure-title', textContent: words(failure.kind) }),
      element('p', { className: `billed ${ways.case ? 'played' : failure.billed}`, textContent: ways.case ? `Played: ${ways.case}` : isLive || failure.attempts === 0 ? billed[failure.billed] : `${billed[failure.billed]} there` })),
    element('p', { textContent: failure.whatHappened }),
    element('p', { className: 'cure' }, element('strong', { textContent: 'What to do: ' }), failure.cure),
    failure.words ? element('blockquote', {}, element('p', { textContent: failure.words }), element('footer', { textContent: 'in the provider’s words' })) : null,
    element('dl', { className: 'facts' },
      ...fact('Kind', failure.kind),
      ...fact('Status', failure.statusCode),
      ...fact('Code', failure.code),
      ...fact('Billed', ways.case ? `${billed[failure.billed]}, were it real` : null),
      ...fact('Sent', failure.attempts === 0 ? 'not at all' : failure.attempts === 1 ? 'once' : `${failure.attempts} times`),
      ...fact('Wait', failure.retryAfterSeconds === null ? null : `${failure.retryAfterSeconds} s, the service says`),
      ...fact('Trying again', failure.retry === 'safe' ? 'safe' : failure.retry === 'useless' ? 'fails the same way' : 'may be billed twice'),
      ...fact('Request id', failure.requestId)),
    actions));
  say(`${words(failure.kind)}. ${failure.whatHappened} ${failure.cure}`);
}

// Lets a client that waits by itself (between tries, or until its time limit) run on the clock of the suite.

/** From here on the client's timers pass at the scale that is asked for; those of Node's own fetch stay what they are. */
export function scaleTimers() {
  const real = globalThis.setTimeout;
  let scale = 1;
  const scaled = (callback, delay, ...rest) => {
    const caller = new Error().stack.split('\n')[2] ?? '';
    return real(callback, caller.includes('node:internal/') ? delay : (delay ?? 0) * scale, ...rest);
  };
  globalThis.setTimeout = Object.assign(scaled, real);
  return (timeScale) => { scale = timeScale; };
}

/** The signal that aborts when the task's time is up; undefined where the task has no limit. */
export function limit({ deadlineMilliseconds }) {
  if (deadlineMilliseconds === undefined) return undefined;
  const abort = new AbortController();
  setTimeout(() => abort.abort(new DOMException('The time limit is up.', 'TimeoutError')), deadlineMilliseconds);
  return abort.signal;
}

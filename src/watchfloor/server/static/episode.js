// A visitor's own episode: begun once, and found again after a reload.

import { ask, send, Problem } from "./asking.js";

const place = () => `visit ${location.hash}`;

/** Return the episode of this address: the one that goes on, or a new one. */
export async function entered(asked, isNew = false) {
  const kept = isNew ? null : JSON.parse(sessionStorage.getItem(place()) ?? "null");
  if (kept) {
    try {
      return { ...(await ask("visit", { visit: kept.visit })), begun: kept.begun, isResumed: true };
    } catch (error) {
      if (error.code === "no_session") sessionStorage.removeItem(place());
      throw error;
    }
  }
  const shown = await send("begin", asked);
  const begun = Date.now();
  sessionStorage.setItem(place(), JSON.stringify({ visit: shown.visit, begun }));
  return { ...shown, begun, isResumed: false };
}

/** Keep a word beside the episode of this address. */
export function noted(word) {
  const kept = JSON.parse(sessionStorage.getItem(place()) ?? "null");
  if (kept) sessionStorage.setItem(place(), JSON.stringify({ ...kept, ...word }));
}

/** Return what was kept beside the episode of this address. */
export const notes = () => JSON.parse(sessionStorage.getItem(place()) ?? "{}");

/** Forget the episode of this address, so that it is begun anew. */
export const forgotten = () => sessionStorage.removeItem(place());

/** Return the number of a world that nobody chose. */
export function drawn(most = 20000) {
  return crypto.getRandomValues(new Uint32Array(1))[0] % most;
}

export { Problem };

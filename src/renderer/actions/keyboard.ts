import type { Client } from '../client/client';
import { useView } from '../client/view';
import type { KeyDown, KeyPress, Place } from './keys';
import { isPress, isSingleLetter, placeOf } from './keys';
import type { Presses } from './presses';
import type { Action } from './registry';
import { slate } from './registry';

/**
 * The action of those `offered` that a key means where the focus is, if any. While an input method puts a word together its keys are
 * its own, but for the way out: Slate.
 */
export function actionFor(
  event: KeyDown,
  place: Place,
  letterKeys: boolean,
  offered: readonly Action[],
): { readonly action: Action; readonly press: KeyPress } | null {
  for (const action of offered) {
    if (event.isComposing && action !== slate) continue;
    for (const press of action.keys) {
      if (!press.in.includes(place) || !isPress(event, press)) continue;
      if (!letterKeys && isSingleLetter(press)) continue;
      return { action, press };
    }
  }
  return null;
}

/**
 * Listens to the window's keys before anything on it does, so that Slate works from every focus and Space is
 * GO even where a button has it. A key held down acts once.
 */
export function listenToKeys(
  window: Window,
  client: Client,
  presses: Presses,
  offered: readonly Action[],
): () => void {
  // Space lets go of the focused button on keyup: swallowed with the keydown that was ours.
  const swallowed = new Set<string>();

  function down(event: KeyboardEvent): void {
    const published = client.mirror.getState().published;
    if (!published?.session) return;
    const place = placeOf(event.target, useView.getState().mode);
    const found = actionFor(event, place, published.settings.letterKeys, offered);
    if (!found) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    swallowed.add(event.code);
    if (event.repeat && !found.press.repeats) return;
    const situation = { published, session: published.session };
    if (found.action.available(situation)) found.action.run(presses, situation);
  }

  function up(event: KeyboardEvent): void {
    if (!swallowed.delete(event.code)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  window.addEventListener('keydown', down, { capture: true });
  window.addEventListener('keyup', up, { capture: true });
  return () => {
    window.removeEventListener('keydown', down, { capture: true });
    window.removeEventListener('keyup', up, { capture: true });
  };
}

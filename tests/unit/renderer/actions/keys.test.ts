import { describe, expect, it } from 'vitest';
import { actionFor } from '../../../../src/renderer/actions/keyboard';
import type { KeyDown, Place } from '../../../../src/renderer/actions/keys';
import { ariaKeys, capOf } from '../../../../src/renderer/actions/keys';
import { actions, stripActions } from '../../../../src/renderer/actions/registry';

/** A key going down: `down('b')`, `down('Escape', 'Shift')`, `down('!', 'Shift', { code: 'Digit1' })`. */
function down(key: string, held = '', fields: Partial<KeyDown> = {}): KeyDown {
  const letter = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  return {
    key: key === 'Space' ? ' ' : key,
    code: letter,
    shiftKey: held.includes('Shift'),
    ctrlKey: held.includes('Ctrl'),
    metaKey: held.includes('Meta'),
    altKey: held.includes('Alt'),
    repeat: false,
    isComposing: false,
    ...fields,
  };
}

function meant(event: KeyDown, place: Place = 'live', letterKeys = true): string | null {
  return actionFor(event, place, letterKeys, actions)?.action.id ?? null;
}

describe('on the strip', () => {
  it('only GO, Slate and the way out of an armed GO have keys', () => {
    const meantThere = (event: KeyDown): string | null =>
      actionFor(event, 'live', true, stripActions)?.action.id ?? null;
    expect(meantThere(down('Space'))).toBe('go');
    expect(meantThere(down('Escape', 'Shift'))).toBe('slate');
    expect(meantThere(down('Escape'))).toBe('cancel');
    for (const other of [down('b'), down('c'), down('k', 'Ctrl'), down('1', '', { code: 'Digit1' })])
      expect(meantThere(other)).toBeNull();
  });
});

describe('on the live console', () => {
  it.each([
    [down('Space'), 'go'],
    [down('F12'), 'go'],
    [down('Enter', '', { code: 'NumpadEnter' }), 'go'],
    [down('c'), 'nextCue'],
    [down('h'), 'hold'],
    [down('b'), 'back'],
    [down('Escape', 'Shift'), 'slate'],
    [down('Escape'), 'cancel'],
    [down('-', '', { code: 'Minus' }), 'minuteLess'],
    [down('+', 'Shift', { code: 'Equal' }), 'minuteMore'],
    [down('+', '', { code: 'NumpadAdd' }), 'minuteMore'],
    [down('a'), 'autoCaptions'],
    [down('m'), 'writeToHost'],
    [down('k', 'Ctrl'), 'commandList'],
    [down('k', 'Meta'), 'commandList'],
    [down('1', '', { code: 'Digit1' }), 'caption1'],
    [down('9', '', { code: 'Numpad9' }), 'caption9'],
    [down('!', 'Shift', { code: 'Digit1' }), 'pin1'],
    [down('z', 'Ctrl'), 'undoOnAir'],
    [down('ArrowUp', 'Alt'), 'selectPrevious'],
    [down('l', 'Alt'), 'jumpToOnAir'],
  ])('%o is %s', (event, action) => {
    expect(meant(event)).toBe(action);
  });

  it('letters with Ctrl or Alt mean nothing of ours', () => {
    for (const event of [down('b', 'Ctrl'), down('c', 'Ctrl'), down('a', 'Ctrl'), down('h', 'Alt')]) {
      expect(meant(event)).toBeNull();
    }
  });

  it('a capital letter is Shift held: no action', () => {
    expect(meant(down('B', 'Shift'))).toBeNull();
  });

  it('on a layout that types none of our letters, the place on the board counts', () => {
    expect(meant(down('и', '', { code: 'KeyB' }))).toBe('back');
    expect(meant(down('я', 'Ctrl', { code: 'KeyZ' }))).toBe('undoOnAir');
  });

  it('on a French board the unshifted digit row shows names', () => {
    expect(meant(down('&', '', { code: 'Digit1' }))).toBe('caption1');
  });
});

describe('in a field', () => {
  it('all keys type, but Slate, the command list and Escape', () => {
    const types = ['Space', 'b', 'c', 'h', 'a', 'm', '+', '-', 'F12'].map((key) => down(key));
    for (const event of types) expect(meant(event, 'liveField')).toBeNull();
    expect(meant(down('z', 'Ctrl'), 'liveField')).toBeNull();
    expect(meant(down('Escape', 'Shift'), 'liveField')).toBe('slate');
    expect(meant(down('k', 'Ctrl'), 'liveField')).toBe('commandList');
    expect(meant(down('Escape'), 'liveField')).toBe('cancel');
  });
});

describe('in edit mode', () => {
  it('GO is Ctrl+Enter, in fields too, and Space is not', () => {
    for (const place of ['edit', 'editField'] as const) {
      expect(meant(down('Enter', 'Ctrl'), place)).toBe('go');
      expect(meant(down('Space'), place)).toBeNull();
      expect(meant(down('b'), place)).toBeNull();
      expect(meant(down('Escape', 'Shift'), place)).toBe('slate');
    }
  });

  it('Ctrl+Z undoes an edit, but in a field what was typed', () => {
    expect(meant(down('z', 'Ctrl'), 'edit')).toBe('undoEdit');
    expect(meant(down('Z', 'Ctrl Shift', { code: 'KeyZ' }), 'edit')).toBe('redoEdit');
    expect(meant(down('z', 'Ctrl'), 'editField')).toBeNull();
  });

  it('Escape in a field is left to the field', () => {
    expect(meant(down('Escape'), 'editField')).toBeNull();
  });
});

it('under a dialog only Slate is left', () => {
  const reached = actions.filter(({ keys }) => keys.some((press) => press.in.includes('overlay')));
  expect(reached.map(({ id }) => id)).toEqual(['slate']);
});

it('while an input method composes only Slate is left; its own Escape and Enter stay its own', () => {
  const composing = { isComposing: true, key: 'Process' };
  for (const place of ['liveField', 'editField', 'overlay'] as const) {
    expect(meant(down('Escape', 'Shift', composing), place)).toBe('slate');
    expect(meant(down('Escape', '', composing), place)).toBeNull();
    expect(meant(down('Enter', 'Ctrl', composing), place)).toBeNull();
  }
});

it('single-letter keys can be turned off; Space, F12, Slate and chords stay', () => {
  const off = (event: KeyDown): string | null => meant(event, 'live', false);
  for (const key of ['b', 'c', 'h', 'a', 'm', '+', '-']) expect(off(down(key))).toBeNull();
  expect(off(down('1', '', { code: 'Digit1' }))).toBeNull();
  expect(off(down('!', 'Shift', { code: 'Digit1' }))).toBeNull();
  expect(off(down('+', '', { code: 'NumpadAdd' }))).toBeNull();
  expect(off(down('Space'))).toBe('go');
  expect(off(down('F12'))).toBe('go');
  expect(off(down('Escape', 'Shift'))).toBe('slate');
  expect(off(down('k', 'Ctrl'))).toBe('commandList');
});

it('no two actions claim one press in one place', () => {
  const claimed = new Map<string, string>();
  for (const { id, keys } of actions) {
    for (const press of keys) {
      for (const place of press.in) {
        const key = [place, press.key, press.ctrl, press.alt, press.shift].join(' ');
        expect(claimed.get(key), `${key} is ${claimed.get(key)} and ${id}`).toBeUndefined();
        claimed.set(key, id);
      }
    }
  }
});

it('keys are written as on their caps', () => {
  expect(capOf({ key: 'Escape', shift: true, in: [] })).toBe('⇧Esc');
  expect(capOf({ key: 'k', ctrl: true, in: [] })).toBe('Ctrl K');
  expect(capOf({ key: '-', in: [] })).toBe('−');
  expect(ariaKeys({ key: 'k', ctrl: true, in: [] })).toBe('Control+K');
  expect(ariaKeys({ key: '+', in: [] })).toBe('plus');
});

/** Where the focus is when a key goes down. */
export type Place =
  | 'live'
  /** A field of the live console: all keys type. */
  | 'liveField'
  | 'edit'
  | 'editField'
  /** A dialog, a menu or the command list. */
  | 'overlay';

export const everywhere: readonly Place[] = ['live', 'liveField', 'edit', 'editField', 'overlay'];
export const outsideOverlays: readonly Place[] = ['live', 'liveField', 'edit', 'editField'];
export const outsideFields: readonly Place[] = ['live', 'edit'];
export const live: readonly Place[] = ['live'];
export const editing: readonly Place[] = ['edit', 'editField'];

/** One way to press an action. */
export interface KeyPress {
  /**
   * A letter or sign as the layout types it (`b`, `+`), or a key of the board by its place (`Space`, `Digit1`,
   * `NumpadEnter`). Letters of layouts that type none of ours count by their place.
   */
  readonly key: string;
  readonly shift?: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly in: readonly Place[];
  /** Held down it goes on: only for moving about, never for what goes on air. */
  readonly repeats?: boolean;
}

export type KeyDown = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing'
>;

/** Whether a key that went down is this press; where the focus is, is asked apart. */
export function isPress(event: KeyDown, press: KeyPress): boolean {
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl !== (press.ctrl ?? false) || event.altKey !== (press.alt ?? false)) return false;
  if (isSign(press.key)) return event.key === press.key;
  if (event.shiftKey !== (press.shift ?? false)) return false;
  if (press.key.length > 1) return event.code === press.key;
  return letterOf(event) === press.key;
}

/** Signs may need Shift on some layouts and not on others: what was typed counts. */
function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z]/.test(key);
}

function letterOf(event: KeyDown): string {
  const typed = event.key.toLowerCase();
  if (/^[a-z]$/.test(typed)) return typed;
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  return place === undefined ? '' : place.toLowerCase();
}

/** A press of one letter, digit or sign alone: what a slip of the hand or speech input can hit (WCAG 2.1.4). */
export function isSingleLetter({ key, ctrl, alt }: KeyPress): boolean {
  return !ctrl && !alt && (key.length === 1 || /^(Digit|Numpad)\d$|^Numpad(Add|Subtract)$/.test(key));
}

/** How a press is written on a key cap: `⇧Esc`, `Ctrl K`, `+`. */
export function capOf({ key, shift, ctrl, alt }: KeyPress): string {
  const name = caps[key] ?? key.replace(/^(Digit|Key|Numpad)/, '').toUpperCase();
  const held = [ctrl && 'Ctrl', alt && 'Alt'].filter(Boolean);
  return [...held, `${shift ? '⇧' : ''}${name}`].join(' ');
}

const caps: Readonly<Record<string, string>> = {
  Space: 'Space',
  Escape: 'Esc',
  Enter: 'Enter',
  Delete: 'Del',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
};

/** The same for assistive technology (`aria-keyshortcuts`). */
export function ariaKeys({ key, shift, ctrl, alt }: KeyPress): string {
  const name = key === '+' ? 'plus' : key.replace(/^(Digit|Key)/, '');
  return [ctrl && 'Control', alt && 'Alt', shift && 'Shift', name.length === 1 ? name.toUpperCase() : name]
    .filter(Boolean)
    .join('+');
}

/** What the focus is in. */
export function placeOf(target: EventTarget | null, mode: 'live' | 'edit' | 'preflight'): Place {
  // Off the live console all that is not GO or Slate works alike.
  const place = mode === 'live' ? 'live' : 'edit';
  if (!(target instanceof Element)) return place;
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'))
    return 'overlay';
  return isField(target) ? `${place}Field` : place;
}

const buttons = new Set(['button', 'checkbox', 'radio', 'submit', 'reset', 'range', 'color', 'file']);

function isField(element: Element): boolean {
  if (element instanceof HTMLInputElement) return !buttons.has(element.type);
  return (
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLElement && element.isContentEditable)
  );
}

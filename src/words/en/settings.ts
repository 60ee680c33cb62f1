/** What is the operator's own. */
export const settings = {
  title: 'Settings',
  theme: 'Look',
  themes: {
    dark: 'Dark',
    light: 'Light',
    system: 'As the system',
  },
  obs: 'OBS',
  previewNext: 'Put Next into OBS’s preview',
  previewNextHow: 'In studio mode. What you put there yourself stays until Next changes.',
  away: 'While another program is in front',
  strip: 'Strip on top',
  stripHow: 'While a show is live: what is on air, its clock, GO and Slate, and the worst alarm.',
  keys: 'Keys',
  letterKeys: 'Single-letter keys',
  letterKeysHow: 'A, B, C, H, M, R, U, + and −, 1–9. Off, only Space and keys with Ctrl, Alt or Shift act.',
  systemKeys: 'Keys for GO and Slate in every program',
  systemKeysHow: '{{go}} is GO and {{slate}} is Slate, also while another window has the focus.',
  systemGo: 'GO',
  systemSlate: 'Slate',
  systemState: {
    off: '{{what}}: {{key}} is off.',
    on: '{{what}}: {{key}} works everywhere.',
    taken: '{{what}}: another program has {{key}}. It works in this window only.',
  },
} as const;

/** The page itself, before and around any show. */
export const console = {
  title: '{{title}} — Lectern',
  name: 'Lectern',
  connecting: 'Connecting to Lectern …',
  lost: 'The connection to Lectern broke. What you see may be out of date. Trying again …',
  otherVersion: 'Lectern was updated.',
  reload: 'Load this page again',
  broken: 'This part of the screen stopped working. OBS and the show go on.',
  reloadWindow: 'Reload this window',
} as const;

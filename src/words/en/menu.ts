/** What is done seldom, behind three dots. Its other names are those of the actions. */
export const menu = {
  label: 'Menu',
  hostWindow: 'Open the host view',
  putIn: 'Put in and take …',
  connection: 'OBS connection …',
  build: 'Build my OBS …',
  captionSetup: 'Set up captions in OBS …',
  microphones: 'Microphones and voices …',
  rehearse: 'Rehearse …',
  runs: 'Runs of this show …',
  saveCopy: 'Save a copy of the show',
  settings: 'Settings and keys …',
} as const;

/** The as-run strip and the log: what really happened. */
export const asrun = {
  title: 'As run',
  nothing: 'Nothing has happened yet.',
  openLog: 'Open log',
  closeLog: 'Close log',
  log: 'Log of this show',
  practice: 'practice',
  count_one: '{{count}} entry',
  count_other: '{{count}} entries',
  newestFirst: 'newest first',
} as const;

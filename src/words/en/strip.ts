/** What stands in for the console while another program is in front of it. */
export const strip = {
  label: 'Lectern strip',
  openConsole: 'Open console',
  putAway: 'Put the strip away',
  more_one: '{{count}} more',
  more_other: '{{count}} more',
} as const;

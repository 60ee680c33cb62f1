/** A run that nobody sees. */
export const rehearsal = {
  tag: 'REHEARSAL',
  tagFor: 'REHEARSAL {{left}}',
  slate: 'Slate (rehearsal)',
  title: 'Rehearse this show',
  how: 'The show from before its first GO, in a log of its own. The show itself and its logs stay as they are.',
  live: 'Not while the show is live.',
  start: 'Start the rehearsal',
  obs: 'What OBS does',
  kind: {
    untouched: 'OBS is left alone',
    preview: 'Only OBS’s preview follows',
    practice: 'The practice OBS does all of it',
  },
  kindHow: {
    untouched: 'Nothing is sent to OBS. What it shows stays on air.',
    preview: 'What would be on air goes into OBS’s preview. The program stays as it is.',
    practice: 'Built in, with the scenes of this show. Nothing goes live.',
  },
  strip: {
    untouched: '<b>Rehearsal.</b> OBS is left alone. Nothing goes live.',
    preview: '<b>Rehearsal.</b> Only OBS’s preview follows. Nothing goes live.',
    practice: '<b>Rehearsal.</b> Practice OBS. Nothing goes live.',
  },
  speed: 'Speed of the rehearsal’s clock',
  times: '{{speed}}×',
  leave: 'Leave',
  leaveArmed: '<b>The rehearsal is under way.</b> Leaving it keeps its log and goes back to before the show.',
  closeArmed:
    '<b>The rehearsal is under way.</b> Close the window again to close the console; it goes on next time.',
  closeShowArmed: '<b>The rehearsal is under way.</b> Closing the show leaves it and keeps its log.',
  resetArmed: '<b>The rehearsal is under way.</b> A reset begins another one and keeps the log of this one.',
  leaveAgain: 'Leave all the same',
  stands: 'The clock stands until the first GO.',
  inObs: 'IN OBS',
  leftAlone: 'left alone',
  stat: {
    untouched: 'OBS left alone',
    preview: 'Preview only',
    practice: 'Nothing goes live',
  },
} as const;

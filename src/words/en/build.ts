/** What a show needs in OBS, made in one go. */
export const build = {
  title: 'Build my OBS',
  planning: 'Looking at OBS …',
  about: 'What this show names and OBS does not have yet, with a slate and the captions.',
  willMake: 'This is made in OBS:',
  isLeft: 'This is still to be made in OBS:',
  nothingElse:
    'Nothing that is there already is altered. New scenes are empty: add your cameras and slides to them.',
  make: 'Build my OBS',
  working: 'Building …',
  done: 'OBS has all that this show names.',
  complete: 'OBS has all that this show names. There is nothing to make.',
  lookAgain: 'Look again',
  made: 'Made by Lectern in this OBS',
  removes: 'To remove, with what only they hold:',
  keeps: 'What stays:',
  stays: {
    onAir: '‘{{scene}}’: it is in program or preview',
    holdsMore: '‘{{scene}}’: it holds something of yours',
    shown: '‘{{scene}}’: it is shown in ‘{{within}}’, which stays',
    last: '‘{{scene}}’: OBS keeps at least one scene',
  },
  remove: 'Remove what Lectern made',
  removing: 'Removing …',
  removed: 'Removed. Your own scenes and sources are as they were.',
} as const;

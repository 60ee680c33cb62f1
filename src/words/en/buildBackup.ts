/** What a show needs in its second OBS, made in one go. */
export const buildBackup = {
  title: 'Build the backup OBS',
  planning: 'Looking at the backup OBS …',
  about:
    'What this show names and the backup does not have yet. To have the sources too, import the scene collection of the main OBS there instead.',
  willMake: 'This is made in the backup OBS:',
  isLeft: 'This is still to be made in the backup OBS:',
  nothingElse:
    'Nothing that is there already is altered. New scenes are empty: add your cameras and slides to them.',
  make: 'Build the backup',
  working: 'Building …',
  done: 'The backup OBS has all that this show names.',
  complete: 'The backup OBS has all that this show names. There is nothing to make.',
  lookAgain: 'Look again',
} as const;
